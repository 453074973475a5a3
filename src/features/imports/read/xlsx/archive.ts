import { open as openFile } from "node:fs/promises";
import type { Readable } from "node:stream";
import { open, type Entry, type ZipFile } from "yauzl";
import { ImportFault } from "../../reasons.ts";
import { magicOf } from "../sniff.ts";

/** Bounds that no honest workbook meets and a zip bomb does. */
export type ArchiveLimits = {
  readonly entries: number;
  /** Uncompressed bytes of the parts that are read. */
  readonly bytes: number;
  /** Uncompressed to compressed bytes of one part, counted when it is larger than 10 MB. */
  readonly ratio: number;
};

export const archiveLimits: ArchiveLimits = { entries: 10_000, bytes: 8 * 2 ** 30, ratio: 250 };

const ratioCountsFrom = 10 * 2 ** 20;

export type Archive = {
  readonly has: (name: string) => boolean;
  readonly names: () => string[];
  /** Null when the archive has no such part. */
  readonly open: (name: string) => Promise<Readable | null>;
  readonly compressedSize: (name: string) => number;
  readonly close: () => void;
};

export async function openArchive(path: string, limits: ArchiveLimits = archiveLimits): Promise<Archive> {
  await checkMagic(path);
  const zip = await openZip(path);
  try {
    const entries = await listEntries(zip, limits);
    return {
      has: (name) => entries.has(name),
      names: () => [...entries.keys()],
      compressedSize: (name) => entries.get(name)?.compressedSize ?? 0,
      open: async (name) => {
        const entry = entries.get(name);
        return entry === undefined ? null : openEntry(zip, entry);
      },
      close: () => zip.close(),
    };
  } catch (error) {
    zip.close();
    throw error;
  }
}

async function checkMagic(path: string): Promise<void> {
  const file = await openFile(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(16), 0, 16, 0);
    if (bytesRead === 0) throw new ImportFault("file-empty");
    const magic = magicOf(buffer.subarray(0, bytesRead));
    // A workbook with a password is no zip but the old container with an encrypted stream in it.
    if (magic === "file-is-old-spreadsheet") throw new ImportFault("xlsx-encrypted");
    if (magic !== "file-is-spreadsheet") throw new ImportFault("xlsx-not-a-workbook");
  } finally {
    await file.close();
  }
}

function openZip(path: string): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    open(path, { lazyEntries: true, autoClose: false, validateEntrySizes: true }, (error, zip) => {
      if (error) reject(new ImportFault("xlsx-truncated", { detail: error.message }));
      else resolve(zip);
    });
  });
}

function listEntries(zip: ZipFile, limits: ArchiveLimits): Promise<Map<string, Entry>> {
  return new Promise((resolve, reject) => {
    const entries = new Map<string, Entry>();
    let bytes = 0;
    if (zip.entryCount > limits.entries) {
      reject(new ImportFault("xlsx-too-many-entries", { found: zip.entryCount, limit: limits.entries }));
      return;
    }
    zip.on("error", (error: Error) => reject(new ImportFault("xlsx-damaged", { detail: error.message })));
    zip.on("end", () => resolve(entries));
    zip.on("entry", (entry: Entry) => {
      bytes += entry.uncompressedSize;
      const fault = faultOf(entry, bytes, limits);
      if (fault !== null) return reject(fault);
      entries.set(entry.fileName.replace(/^\//, ""), entry);
      zip.readEntry();
    });
    zip.readEntry();
  });
}

/** The sizes that the archive declares; that they are true is checked while the parts are read. */
function faultOf(entry: Entry, bytes: number, limits: ArchiveLimits): ImportFault | null {
  if (entry.isEncrypted()) return new ImportFault("xlsx-encrypted");
  if (bytes > limits.bytes) return new ImportFault("xlsx-too-large", { limit: limits.bytes });
  const ratio = entry.uncompressedSize / Math.max(1, entry.compressedSize);
  if (entry.uncompressedSize > ratioCountsFrom && ratio > limits.ratio) {
    return new ImportFault("xlsx-ratio", {
      part: entry.fileName,
      ratio: Math.round(ratio),
      limit: limits.ratio,
    });
  }
  return null;
}

function openEntry(zip: ZipFile, entry: Entry): Promise<Readable> {
  return new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) => {
      if (error) reject(new ImportFault("xlsx-damaged", { part: entry.fileName, detail: error.message }));
      else resolve(stream);
    });
  });
}
