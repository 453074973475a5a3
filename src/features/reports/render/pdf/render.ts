import { join } from "node:path";
import { NodeCompiler, type NodeError } from "@myriaddreamin/typst-ts-node-compiler";
import type { DocumentModel } from "../../document.ts";
import type { DrawnCharts } from "../drawn-charts.ts";
import { fontFiles } from "../fonts.ts";
import { typstData } from "./data.ts";

/**
 * One file can declare one of them: the compiler validates against a single standard at a time.
 * `ua-1` is for readers and the web, `a-2a` for the archive; both are tagged and embed their fonts.
 */
export const pdfStandards = ["ua-1", "a-2a"] as const;
export type PdfStandard = (typeof pdfStandards)[number];

const template = join(import.meta.dirname, "report.typ");

let shared: NodeCompiler | undefined;

function compiler(): NodeCompiler {
  // Only these fonts and the compiler's own: the same report looks the same on every machine.
  shared ??= NodeCompiler.create({
    workspace: import.meta.dirname,
    fontArgs: [{ fontPaths: [...fontFiles] }],
  });
  return shared;
}

export class PdfError extends Error {
  override name = "PdfError";
}

export function renderPdf(
  document: DocumentModel,
  charts: DrawnCharts,
  standard: PdfStandard = "ua-1",
): Buffer {
  const undisplayable = new Set<string>();
  // Each round names every letter that no font has; what remains after the first is found in the second.
  for (let round = 0; round < 3; round += 1) {
    try {
      return compile(JSON.stringify(typstData(document, charts, undisplayable)), standard);
    } catch (error) {
      const found = lettersWithoutFont(error).filter((letter) => !undisplayable.has(letter));
      if (found.length === 0) throw error;
      for (const letter of found) undisplayable.add(letter);
    }
  }
  throw new PdfError("letters without a font remained after three rounds");
}

function compile(document: string, standard: PdfStandard): Buffer {
  const typst = compiler();
  try {
    const compiled = typst.compile({ mainFilePath: template, inputs: { document } });
    refuse(compiled.takeDiagnostics());
    if (compiled.result === null) throw new PdfError("the compiler gave neither a document nor a reason");
    return typst.pdf(compiled.result, { pdfStandard: standard, pdfTags: true });
  } finally {
    // The compiler remembers what it has set; without this a server would grow by every report.
    typst.evictCache(4);
  }

  /** A warning is an error here: a missing font or label is only warned of, and spoils the page. */
  function refuse(diagnostics: NodeError | null): void {
    if (diagnostics === null) return;
    const said = typst.fetchDiagnostics(diagnostics);
    if (said.length > 0) throw new PdfError(JSON.stringify(said));
  }
}

/** The compiler refuses letters that none of its fonts has, and names them. */
function lettersWithoutFont(error: unknown): string[] {
  const said = error instanceof Error ? error.message : String(error);
  const texts = said.matchAll(/the text `\\?"(.+?)\\?"` could not be displayed/gu);
  return [...texts].flatMap(([, text = ""]) => Array.from(unescaped(text)));
}

function unescaped(text: string): string {
  return text.replace(/\\+u\{([0-9a-f]+)\}/giu, (_, code: string) =>
    String.fromCodePoint(Number.parseInt(code, 16)),
  );
}
