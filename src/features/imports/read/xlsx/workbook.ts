import { ImportFault } from "../../reasons.ts";
import type { Archive } from "./archive.ts";
import { dateKindOf, type DateKind } from "./cell.ts";
import { readWholeXml, type XmlEvents } from "./xml.ts";

export type SheetRef = { readonly name: string; readonly path: string; readonly hidden: boolean };

export type Workbook = {
  readonly sheets: readonly SheetRef[];
  readonly date1904: boolean;
  /** What kind of date each cell style shows, by its index; null for what is no date. */
  readonly styles: readonly (DateKind | null)[];
  readonly sharedStrings: readonly string[];
};

/** Strings are shared by the whole workbook and stand before their use, so they are held in memory, up to this many characters. */
export const sharedStringLimit = 64 * 2 ** 20;

/** Names of sheets, relations and styles: an honest workbook has some kilobytes of each. */
const smallPart = 32 * 2 ** 20;

async function read(archive: Archive, part: string, events: XmlEvents, limit = smallPart): Promise<boolean> {
  const stream = await archive.open(part);
  if (stream === null) return false;
  await readWholeXml(stream, part, events, limit);
  return true;
}

export async function readWorkbook(archive: Archive, limit = sharedStringLimit): Promise<Workbook> {
  const targets = await readRelations(archive);
  const sheets: SheetRef[] = [];
  let date1904 = false;
  const found = await read(archive, "xl/workbook.xml", {
    open: (name, at) => {
      if (name === "workbookPr") date1904 = at["date1904"] === "1" || at["date1904"] === "true";
      if (name !== "sheet") return;
      const path = targets.get(relationId(at)) ?? "";
      // Charts and macros are sheets without cells.
      if (archive.has(path) && path.includes("worksheets")) {
        sheets.push({ name: at["name"] ?? "", path, hidden: (at["state"] ?? "visible") !== "visible" });
      }
    },
  });
  if (!found || sheets.length === 0) throw new ImportFault("xlsx-not-a-workbook");
  const styles = await readStyles(archive);
  return { sheets, date1904, styles, sharedStrings: await readSharedStrings(archive, limit) };
}

function relationId(attributes: Readonly<Record<string, string>>): string {
  const key = Object.keys(attributes).find((name) => name.endsWith(":id"));
  return key === undefined ? "" : (attributes[key] ?? "");
}

async function readRelations(archive: Archive): Promise<Map<string, string>> {
  const targets = new Map<string, string>();
  await read(archive, "xl/_rels/workbook.xml.rels", {
    open: (name, at) => {
      if (name !== "Relationship") return;
      const target = at["Target"] ?? "";
      targets.set(
        at["Id"] ?? "",
        target.startsWith("/") ? target.slice(1) : `xl/${target.replace(/^\.\//, "")}`,
      );
    },
  });
  return targets;
}

async function readStyles(archive: Archive): Promise<(DateKind | null)[]> {
  const custom = new Map<number, string>();
  const styles: (DateKind | null)[] = [];
  let inside = false;
  await read(archive, "xl/styles.xml", {
    open: (name, at) => {
      if (name === "numFmt") custom.set(Number(at["numFmtId"]), at["formatCode"] ?? "");
      if (name === "cellXfs") inside = true;
      if (name === "xf" && inside) {
        const id = Number(at["numFmtId"] ?? 0);
        styles.push(dateKindOf(id, custom.get(id)));
      }
    },
    close: (name) => {
      if (name === "cellXfs") inside = false;
    },
  });
  return styles;
}

async function readSharedStrings(archive: Archive, limit: number): Promise<string[]> {
  const strings: string[] = [];
  let current = "";
  let size = 0;
  let reading = false;
  let phonetic = false;
  await read(
    archive,
    "xl/sharedStrings.xml",
    {
      open: (name) => {
        if (name === "si") current = "";
        else if (name === "rPh") phonetic = true;
        else if (name === "t") reading = !phonetic;
      },
      text: (text) => {
        if (!reading) return;
        current += text;
        size += text.length;
        if (size > limit) throw new ImportFault("xlsx-shared-strings", { limit });
      },
      close: (name) => {
        if (name === "t") reading = false;
        else if (name === "rPh") phonetic = false;
        else if (name === "si") {
          strings.push(current);
          // Empty strings cost memory too.
          size += 8;
        }
      },
    },
    Number.POSITIVE_INFINITY,
  );
  return strings;
}
