import type { Readable } from "node:stream";
import { SaxesParser } from "saxes";
import { ImportFault } from "../../reasons.ts";

export type Attributes = Readonly<Record<string, string>>;

export type XmlEvents = {
  readonly open?: (name: string, attributes: Attributes) => void;
  readonly close?: (name: string) => void;
  readonly text?: (text: string) => void;
};

/** Some programs write `<x:row>`; the prefix tells nothing here. */
function local(name: string): string {
  const colon = name.indexOf(":");
  return colon < 0 ? name : name.slice(colon + 1);
}

/** Elements in one another; a workbook has some ten. */
const deepest = 100;
/** Bytes without an event: a text, an attribute or a comment that the parser would gather whole. */
const longestPiece = 4 * 2 ** 20;

/** Throws where a part would make the parser remember without bound. */
class Bounds {
  readonly #part: string;
  #depth = 0;
  #quiet = 0;

  constructor(part: string) {
    this.#part = part;
  }

  open(): void {
    this.#quiet = 0;
    this.#depth += 1;
    if (this.#depth > deepest) throw this.#fault("too deep");
  }

  close(): void {
    this.#quiet = 0;
    this.#depth -= 1;
  }

  text(): void {
    this.#quiet = 0;
  }

  read(bytes: number): void {
    this.#quiet += bytes;
    if (this.#quiet > longestPiece) throw this.#fault("a piece too long");
  }

  #fault(detail: string): ImportFault {
    return new ImportFault("xlsx-damaged", { part: this.#part, detail });
  }
}

/**
 * Reads a part chunk by chunk and pauses after each, so that what the events gathered can be
 * handed on before more is read. No document type is accepted, hence no entities and no bomb of them.
 */
export async function* readXml(
  stream: Readable,
  part: string,
  events: XmlEvents,
): AsyncGenerator<number, void, undefined> {
  const parser = new SaxesParser();
  const decoder = new TextDecoder("utf-8", { fatal: true });
  parser.on("doctype", () => {
    throw new ImportFault("xlsx-dtd", { part });
  });
  parser.on("error", (error) => {
    throw new ImportFault("xlsx-damaged", { part, detail: error.message });
  });
  const { open, close, text } = events;
  const bounds = new Bounds(part);
  parser.on("opentag", (tag) => {
    bounds.open();
    open?.(local(tag.name), tag.attributes);
  });
  parser.on("closetag", (tag) => {
    bounds.close();
    close?.(local(tag.name));
  });
  const said = (piece: string) => {
    bounds.text();
    text?.(piece);
  };
  parser.on("text", said);
  parser.on("cdata", said);
  try {
    for await (const chunk of stream) {
      if (!Buffer.isBuffer(chunk)) continue;
      bounds.read(chunk.length);
      parser.write(decoder.decode(chunk, { stream: true }));
      yield chunk.length;
    }
    parser.write(decoder.decode()).close();
  } catch (error) {
    throw error instanceof ImportFault ? error : damaged(part, error);
  } finally {
    stream.destroy();
  }
}

function damaged(part: string, error: unknown): ImportFault {
  return new ImportFault("xlsx-damaged", {
    part,
    detail: error instanceof Error ? error.message : String(error),
  });
}

/** `limit`: the part's bytes, where what is gathered of it has no bound of its own. */
export async function readWholeXml(
  stream: Readable,
  part: string,
  events: XmlEvents,
  limit = Number.POSITIVE_INFINITY,
): Promise<void> {
  let read = 0;
  for await (const bytes of readXml(stream, part, events)) {
    read += bytes;
    if (read > limit) throw new ImportFault("xlsx-too-large", { limit });
  }
}
