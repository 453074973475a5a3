import { ImportFault } from "../../reasons.ts";
import type { RowBatch } from "../batch.ts";
import { refuseOtherFormats } from "../sniff.ts";
import { detectDialect, type CsvDialect, type Delimiter, type FoundDialect } from "./dialect.ts";
import { detectEncoding, StreamDecoder, type Encoding } from "./encoding.ts";
import { RowScanner } from "./scanner.ts";

export type CsvOptions = { readonly encoding?: Encoding; readonly delimiter?: Delimiter };

export type CsvFile = {
  /** The encoding of a file that begins with plain ASCII is settled only when its first other byte is met. */
  readonly dialect: () => CsvDialect;
  readonly header: readonly string[];
  readonly batches: () => AsyncGenerator<RowBatch, void, undefined>;
};

const sampleSize = 262_144;

/**
 * Opens a CSV file of unknown dialect. Nothing is read ahead of what `batches()` is asked for,
 * so the source is held back by its reader and memory does not grow with the file.
 */
export async function openCsv(source: AsyncIterable<Uint8Array>, options: CsvOptions = {}): Promise<CsvFile> {
  const chunks = source[Symbol.asyncIterator]();
  const { sample, whole } = await takeSample(chunks);
  if (sample.length === 0) throw new ImportFault("file-empty");
  refuseOtherFormats(sample);
  const detected = detectEncoding(sample);
  const decoder = new StreamDecoder(options.encoding ?? detected.encoding);
  const text = decoder.push(sample.subarray(detected.bom), whole);
  const found = detectDialect(text, whole, options.delimiter);
  let used = false;
  return {
    header: found.header,
    dialect: () => dialectOf(found, decoder, detected.bom > 0),
    batches: () => {
      if (used) throw new Error("the batches of a file can be read once");
      used = true;
      return readBatches({
        chunks,
        text: text.slice(found.bodyAt),
        bytes: sample.length,
        whole,
        decoder,
        found,
      });
    },
  };
}

type Reading = {
  readonly chunks: AsyncIterator<Uint8Array>;
  readonly text: string;
  readonly bytes: number;
  readonly whole: boolean;
  readonly decoder: StreamDecoder;
  readonly found: FoundDialect;
};

async function* readBatches(from: Reading): AsyncGenerator<RowBatch, void, undefined> {
  const { header, headerCells, bodyLine, delimiter, newline } = from.found;
  const by = { delimiter, newline: newline === "\r" ? "\r" : "\n" } as const;
  const scanner = new RowScanner(headerCells, by, bodyLine);
  let bytesRead = from.bytes;
  let content = false;
  try {
    const first = scanner.push(from.text, from.whole);
    content = first.rows.length + first.rejected.length > 0;
    if (content || first.blank > 0) yield { header, ...first, bytesRead };
    for (let done = from.whole; !done;) {
      const next = await from.chunks.next();
      done = next.done === true;
      const bytes = next.done ? Buffer.alloc(0) : asBuffer(next.value);
      bytesRead += bytes.length;
      const scanned = scanner.push(from.decoder.push(bytes, done), done);
      const got = scanned.rows.length + scanned.rejected.length > 0;
      content ||= got;
      if (got || scanned.blank > 0) yield { header, ...scanned, bytesRead };
    }
    if (!content) throw new ImportFault("file-no-rows");
  } finally {
    // A reader that stops early lets go of the file.
    await from.chunks.return?.();
  }
}

async function takeSample(chunks: AsyncIterator<Uint8Array>): Promise<{ sample: Buffer; whole: boolean }> {
  const parts: Buffer[] = [];
  let size = 0;
  while (size < sampleSize) {
    const next = await chunks.next();
    if (next.done) return { sample: Buffer.concat(parts), whole: true };
    const bytes = asBuffer(next.value);
    parts.push(bytes);
    size += bytes.length;
  }
  return { sample: Buffer.concat(parts), whole: false };
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function dialectOf(found: FoundDialect, decoder: StreamDecoder, bom: boolean): CsvDialect {
  const { delimiter, newline, header, headerCells, headerLine, headerDoubtful } = found;
  return {
    encoding: decoder.encoding,
    bom,
    delimiter,
    newline,
    header,
    headerCells,
    headerLine,
    headerDoubtful,
  };
}
