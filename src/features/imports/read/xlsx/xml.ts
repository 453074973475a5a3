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
  if (open) parser.on("opentag", (tag) => open(local(tag.name), tag.attributes));
  if (close) parser.on("closetag", (tag) => close(local(tag.name)));
  if (text) {
    parser.on("text", text);
    parser.on("cdata", text);
  }
  try {
    for await (const chunk of stream) {
      if (!Buffer.isBuffer(chunk)) continue;
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

export async function readWholeXml(stream: Readable, part: string, events: XmlEvents): Promise<void> {
  for await (const bytes of readXml(stream, part, events)) void bytes;
}
