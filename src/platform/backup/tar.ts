import { AppError } from "../../shared/errors.ts";

// ustar, as much of it as a backup needs: files with short names, written and read in one pass.

const BLOCK = 512;
/** One part of an archive; large tables are many of them. */
export interface TarFile {
  name: string;
  bytes: Buffer;
}

function octal(value: number, length: number): string {
  return `${value.toString(8).padStart(length - 1, "0")}\0`;
}

function header(name: string, size: number): Buffer {
  const block = Buffer.alloc(BLOCK);
  if (Buffer.byteLength(name) > 100) throw new Error(`The name is too long for the archive: ${name}`);
  block.write(name, 0, "utf8");
  // Mode, owner, group, size, time: the same for all, for whoever unpacks it by hand.
  block.write(
    `${octal(0o600, 8)}${octal(0, 8)}${octal(0, 8)}${octal(size, 12)}${octal(0, 12)}`,
    100,
    "latin1",
  );
  block.write("        0", 148, "latin1");
  block.write("ustar\x0000", 257, "latin1");
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148, "latin1");
  return block;
}

const padding = (size: number) => Buffer.alloc((BLOCK - (size % BLOCK)) % BLOCK);

export async function* writeTar(files: AsyncIterable<TarFile>): AsyncGenerator<Buffer> {
  for await (const { name, bytes } of files) {
    yield header(name, bytes.length);
    yield bytes;
    const rest = padding(bytes.length);
    if (rest.length > 0) yield rest;
  }
  yield Buffer.alloc(2 * BLOCK);
}

/** Bytes of a stream, gathered up to the asked length without copying twice. */
class Gatherer {
  readonly #source: AsyncIterator<Buffer>;
  #parts: Buffer[] = [];
  #length = 0;

  constructor(source: AsyncIterable<Buffer>) {
    this.#source = source[Symbol.asyncIterator]();
  }

  async take(length: number): Promise<Buffer> {
    while (this.#length < length) {
      const next = await this.#source.next();
      if (next.done === true) throw new AppError("backup.damaged");
      this.#parts.push(next.value);
      this.#length += next.value.length;
    }
    const whole = this.#parts.length === 1 ? this.#parts[0] : Buffer.concat(this.#parts, this.#length);
    const held = whole ?? Buffer.alloc(0);
    this.#parts = held.length > length ? [held.subarray(length)] : [];
    this.#length -= length;
    return held.subarray(0, length);
  }

  /** Reads on to the end: what authenticates the last bytes has then been checked. */
  async drain(): Promise<void> {
    while ((await this.#source.next()).done !== true);
  }
}

function readHeader(block: Buffer): { name: string; size: number } {
  const sum = Number.parseInt(block.toString("latin1", 148, 156), 8);
  const counted = block.reduce((total, byte, at) => total + (at >= 148 && at < 156 ? 0x20 : byte), 0);
  const name = block.toString("utf8", 0, 100).replace(/\0.*$/s, "");
  const size = Number.parseInt(block.toString("latin1", 124, 136), 8);
  if (sum !== counted || name === "" || !Number.isSafeInteger(size)) throw new AppError("backup.damaged");
  return { name, size };
}

export async function* readTar(source: AsyncIterable<Buffer>): AsyncGenerator<TarFile> {
  const bytes = new Gatherer(source);
  for (;;) {
    const block = await bytes.take(BLOCK);
    if (block.every((byte) => byte === 0)) break;
    const { name, size } = readHeader(block);
    const content = await bytes.take(size);
    await bytes.take((BLOCK - (size % BLOCK)) % BLOCK);
    yield { name, bytes: content };
  }
  await bytes.drain();
}
