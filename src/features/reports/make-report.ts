import { access, constants, mkdir, rename, rm, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { AppError } from "../../shared/errors.ts";
import type { Language } from "../../shared/language.ts";
import { lookUp } from "../../shared/texts.ts";
import { commandTexts } from "./commands.texts.ts";
import { documentFormats, type DocumentFormat } from "./contract/reports.ts";
import type { RenderedDocument } from "./render/render-documents.ts";

const refusal = (path: string, said: { sv: string; en: string }) =>
  new AppError("input.invalid", { faults: [{ path, ...said }] });

function sayIn(key: "format.unknown", values: Record<string, string>) {
  const say = (language: Language) => lookUp(language, [commandTexts], key, values) ?? key;
  return { sv: say("sv"), en: say("en") };
}

/** `docx,pdf`: each once, in the order written. Throws `input.invalid` for one that there is none of. */
export function formatsOf(written: string): DocumentFormat[] {
  const names = [...new Set(written.split(",").map((name) => name.trim().toLowerCase()))].filter(Boolean);
  return names.map((name) => {
    const format = documentFormats.find((one) => one === name);
    if (format === undefined)
      throw refusal("format", sayIn("format.unknown", { format: name, formats: documentFormats.join(", ") }));
    return format;
  });
}

/** The folder, made where it is not there. Throws `report.folder` before anything is counted. */
export async function readyFolder(folder: string): Promise<string> {
  const full = resolve(folder);
  try {
    await mkdir(full, { recursive: true });
    await access(full, constants.W_OK);
    return full;
  } catch (error) {
    throw unwritable(full, error);
  }
}

/** Writes beside and renames, so that a reader of the folder never meets half a document. */
export async function writeDocument(folder: string, document: RenderedDocument): Promise<string> {
  const path = join(folder, document.fileName);
  const beside = `${path}.${process.pid}.part`;
  try {
    await writeFile(beside, document.bytes);
    await rename(beside, path);
    return path;
  } catch (error) {
    await rm(beside, { force: true }).catch(() => undefined);
    throw unwritable(folder, error);
  }
}

function unwritable(folder: string, error: unknown): AppError {
  const reason = error instanceof Error && "code" in error ? String(error.code) : "?";
  return new AppError("report.folder", { params: { folder, reason }, cause: error });
}
