import { ImportFault, reason, type Reason } from "../reasons.ts";
import { momentReader } from "../read/dates/moment.ts";
import { LocalZone } from "../read/dates/zone.ts";
import { converterFor, readNumber, type Converter } from "./convert.ts";
import { fieldOf, fields, type Target } from "./fields.ts";
import { plainName } from "./names.ts";
import { reasonColumn, type Profile, type ProfileColumn } from "./profile.ts";
import type { MappedRow, MappedValue, Order, RowLayout } from "./row.ts";

export type MappingResult =
  | { readonly ok: true; readonly value: MappedRow; readonly notes: readonly Reason[] }
  | { readonly ok: false; readonly reasons: readonly Reason[] };

export type CompiledMapping = {
  readonly target: Target;
  readonly events: boolean;
  /** Which column each field is read from, and those kept as extra text, for people to look at. */
  readonly columns: readonly { readonly column: string; readonly field: string }[];
  readonly extra: readonly string[];
  readonly layout: RowLayout;
  readonly map: (cells: readonly string[]) => MappingResult;
};

type Source = {
  readonly index: number;
  readonly field: string;
  readonly required: boolean;
  readonly otherwise: "reject" | "note" | "null";
  readonly convert: Converter;
  readonly column: string;
};

const noNotes: readonly Reason[] = [];

/** Joins the parts of a key so that no two lists of parts give the same string. */
export function keyOf(parts: readonly string[]): string {
  return parts.length === 1 ? (parts[0] ?? "") : parts.map((part) => `${part.length}:${part}`).join("");
}

/** Checks a profile against a file's header once, and gives the function that its rows go through. */
export function compileMapping(profile: Profile, header: readonly string[]): CompiledMapping {
  const at = columnFinder(header);
  const zone = new LocalZone(profile.time.zone);
  const sources = resolveColumns(profile, header, at, zone);
  const constants = Object.entries(profile.constants ?? {});
  checkFields(profile, sources, constants);
  const order = compileOrder(profile, header, at, zone);
  const nulls = nullTest(profile.nulls);
  const extra = extraColumns(profile, header, sources);
  const layout = layoutOf(sources, constants, extra);
  const row = rowMapper({ sources, constants, identify: profile.identify, extra, nulls, layout });
  const map = (cells: readonly string[]): MappingResult => {
    const result = row(cells);
    if (order === null || !result.ok) return result;
    const place = order(cells);
    if (place === null)
      return { ok: false, reasons: [reason("order-missing", { column: orderName(profile) })] };
    return { ok: true, value: { ...result.value, order: place }, notes: result.notes };
  };
  return {
    target: profile.target,
    events: order !== null,
    columns: sources.map(({ column, field }) => ({ column, field })),
    extra: extra.map(({ name }) => name),
    layout,
    map: order === null ? row : map,
  };
}

type Finder = (names: string | readonly string[]) => number;

/** By its exact name first, then by its name as people would compare it, and then only if one column has it. */
function columnFinder(header: readonly string[]): Finder {
  const exact = new Map(header.map((name, index) => [name, index]));
  const plain = new Map<string, number>();
  for (const [index, name] of header.entries()) {
    const key = plainName(name);
    plain.set(key, plain.has(key) ? -1 : index);
  }
  return (names) => {
    for (const name of typeof names === "string" ? [names] : names) {
      const found = exact.get(name) ?? plain.get(plainName(name)) ?? -1;
      if (found >= 0) return found;
    }
    return -1;
  };
}

function nameOf(column: string | readonly string[], or = "eller"): string {
  if (typeof column === "string") return column;
  const last = column.at(-1) ?? "";
  return column.length < 2 ? last : `${column.slice(0, -1).join(", ")} ${or} ${last}`;
}

function orderName(profile: Profile): string {
  return profile.rows.kind === "events" ? nameOf(profile.rows.order.column) : "";
}

function resolveColumns(profile: Profile, header: readonly string[], at: Finder, zone: LocalZone): Source[] {
  const gone: (string | readonly string[])[] = [];
  const sources: Source[] = [];
  for (const column of profile.columns) {
    const field = fieldOf(profile.target, column.field);
    if (field === undefined) {
      throw new ImportFault("mapping-field-unknown", { field: column.field, target: profile.target });
    }
    const index = at(column.column);
    if (index < 0) {
      if (column.optional !== true) gone.push(column.column);
      continue;
    }
    const name = header[index] ?? "";
    sources.push({
      index,
      field: column.field,
      required: field.required === true || profile.identify.includes(column.field),
      otherwise: column.otherwise ?? "reject",
      convert: converterFor(field, column, name, zone, profile.time.formats),
      column: name,
    });
  }
  if (profile.rows.kind === "events" && at(profile.rows.order.column) < 0)
    gone.push(profile.rows.order.column);
  if (gone.length > 0) {
    throw new ImportFault("mapping-column-gone", {
      columns: gone.map((names) => nameOf(names)).join("; "),
      columnsEn: gone.map((names) => nameOf(names, "or")).join("; "),
      count: gone.length,
      header: header.join(", "),
    });
  }
  return sources;
}

function checkFields(
  profile: Profile,
  sources: readonly Source[],
  constants: readonly (readonly [string, unknown])[],
): void {
  const given = new Set([...sources.map(({ field }) => field), ...constants.map(([field]) => field)]);
  for (const [field] of constants) {
    if (fieldOf(profile.target, field) === undefined) {
      throw new ImportFault("mapping-field-unknown", { field, target: profile.target });
    }
  }
  const missing = Object.entries(fields[profile.target])
    .filter(([name, field]) => field.required && !given.has(name))
    .map(([name]) => name);
  if (missing.length > 0) {
    throw new ImportFault("mapping-required-unmapped", {
      fields: missing.join(", "),
      target: profile.target,
    });
  }
  if (!profile.identify.every((field) => sources.some((source) => source.field === field))) {
    throw new ImportFault("mapping-key-unmapped", { fields: profile.identify.join(", ") });
  }
}

function compileOrder(
  profile: Profile,
  header: readonly string[],
  at: Finder,
  zone: LocalZone,
): ((cells: readonly string[]) => Order | null) | null {
  if (profile.rows.kind !== "events") return null;
  const { column, as } = profile.rows.order;
  const index = at(column);
  if (as === "number") return (cells) => readNumber((cells[index] ?? "").trim(), undefined);
  if (as === "text") return (cells) => (cells[index] ?? "").trim() || null;
  const own = profile.columns.find((mapped: ProfileColumn) => at(mapped.column) === index);
  const read = momentReader(own?.formats ?? profile.time.formats, zone);
  return (cells) => read((cells[index] ?? "").trim())?.ms ?? null;
}

function nullTest(words: readonly string[]): (text: string) => boolean {
  const nulls = new Set(words.map((word) => word.trim().toLowerCase()));
  const longest = Math.max(0, ...[...nulls].map((word) => word.length));
  return (text) =>
    text === "" || (text.length <= longest && (nulls.has(text) || nulls.has(text.toLowerCase())));
}

type Extra = { readonly index: number; readonly name: string };

function extraColumns(profile: Profile, header: readonly string[], sources: readonly Source[]): Extra[] {
  if (profile.unknown === "drop") return [];
  const used = new Set(sources.map(({ index }) => index));
  const ignored = new Set([...(profile.ignore ?? []), reasonColumn].map(plainName));
  return header
    .map((name, index) => ({ index, name }))
    .filter(({ index, name }) => !used.has(index) && !ignored.has(plainName(name)));
}

type Parts = {
  readonly sources: readonly Source[];
  readonly constants: readonly (readonly [string, string | number | boolean])[];
  readonly identify: readonly string[];
  readonly extra: readonly Extra[];
  readonly nulls: (text: string) => boolean;
  readonly layout: RowLayout;
};

function rowMapper({
  sources,
  constants,
  identify,
  extra,
  nulls,
  layout,
}: Parts): (cells: readonly string[]) => MappingResult {
  const keys = identify.map((field) => sources.findIndex((source) => source.field === field));
  const keyColumns = keys.map((index) => sources[index]?.index ?? -1);
  const start: MappedValue[] = Array.from(layout.fields.keys(), () => null);
  for (const [field, value] of constants) start[layout.fields.get(field) ?? -1] = value;
  const slots = sources.map((source) => ({ source, slot: layout.fields.get(source.field) ?? -1 }));
  return (cells) => {
    const values = start.slice();
    const found: Found = { faults: null, notes: null };
    for (const { source, slot } of slots) {
      const cell = trimmed(cells[source.index] ?? "");
      if (!nulls(cell)) values[slot] = convertCell(source, cell, found);
      else if (source.required) {
        const { column, field } = source;
        (found.faults ??= []).push(reason("value-missing", { column, field }));
      }
    }
    if (found.faults !== null) return { ok: false, reasons: found.faults };
    const rest = extra.map(({ index }) => {
      const cell = trimmed(cells[index] ?? "");
      return nulls(cell) ? null : cell;
    });
    const key = keyOf(keyColumns.map((index) => trimmed(cells[index] ?? "")));
    return { ok: true, value: { key, order: null, layout, values, rest }, notes: found.notes ?? noNotes };
  };
}

type Found = { faults: Reason[] | null; notes: Reason[] | null };

function convertCell(source: Source, cell: string, found: Found): MappedValue {
  const { value, fault, doubt } = source.convert(cell);
  if (doubt !== null) (found.notes ??= []).push(doubt);
  if (fault !== null && source.otherwise === "note") (found.notes ??= []).push(fault);
  if (fault !== null && source.otherwise === "reject") (found.faults ??= []).push(fault);
  return value;
}

function layoutOf(
  sources: readonly Source[],
  constants: Parts["constants"],
  extra: readonly Extra[],
): RowLayout {
  const names = new Set([...sources.map(({ field }) => field), ...constants.map(([field]) => field)]);
  return {
    fields: new Map([...names].map((name, index) => [name, index])),
    extra: extra.map(({ name }) => name),
  };
}

/** `trim` only where there is something to trim: most cells have nothing. */
function trimmed(cell: string): string {
  if (cell.length === 0) return cell;
  const first = cell.charCodeAt(0);
  const last = cell.charCodeAt(cell.length - 1);
  return first <= 32 || last <= 32 || first >= 160 || last >= 160 ? cell.trim() : cell;
}
