import { exampleOf, schemaOf, type Schema } from "../../src/http/openapi-schema.ts";
import { registry } from "../../src/house.ts";
import { system } from "../../src/platform/actor.ts";
import type { Operation } from "../../src/platform/registry.ts";
import { AppError } from "../../src/shared/errors.ts";
import type { TestHouse } from "../house.ts";

export interface Planted {
  /** Ids by the name under which inputs ask for them: `incidentId`, `breachId` … */
  ids: Map<string, string[]>;
  /** The operations that made a record. */
  made: string[];
}

const makes = (operation: Operation) =>
  operation.kind === "verb" &&
  operation.http !== undefined &&
  /\.(?:add|report|plan|draft)$/u.test(operation.name);
const camel = (noun: string) => noun.replace(/-(\w)/gu, (_match, letter: string) => letter.toUpperCase());

/** What is a unit's own; the catalogue and what sources cannot tell are the whole organisation's to read. */
const ofUnits = /^(?:incident|planned-outage|breach|deviation|action|report)\./u;

/** Makes a record of each kind in the unit, from the contracts' own examples; the unit's own carry the mark where one is given. */
export async function plant(house: TestHouse, unitId: string, mark: string | null): Promise<Planted> {
  const ids = new Map<string, string[]>([
    ["unitId", [unitId]],
    ["parentId", [unitId]],
  ]);
  const made: string[] = [];
  for (const operation of registry.operations.filter(makes).filter(({ name }) => name !== "unit.add")) {
    const marked = ofUnits.test(operation.name) ? mark : null;
    for (const fields of ["all", "required"] as const) {
      const id = await attempt(house, operation, inputOf(operation, ids, fields, marked));
      if (id === null) continue;
      const noun = operation.name.split(".")[0] ?? "";
      for (const name of [`${camel(noun)}Id`, `${camel(noun)}EdgeId`, `${noun.split("-").at(-1)}Id`, "any"])
        ids.set(name, [...(ids.get(name) ?? []), id]);
      made.push(operation.name);
      break;
    }
  }
  return { ids, made };
}

async function attempt(house: TestHouse, operation: Operation, input: unknown): Promise<string | null> {
  try {
    const made = await operation.execute(house.runtime, system, input, house.call());
    return typeof made === "object" && made !== null && "id" in made ? String(made.id) : null;
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
}

function inputOf(
  operation: Operation,
  ids: Map<string, string[]>,
  fields: "all" | "required",
  mark: string | null,
) {
  const schema = schemaOf(operation.input, "input");
  const together = schema.examples?.[0];
  const chosen = typeof together === "object" && together !== null ? Object.keys(together) : null;
  const names = Object.keys(schema.properties ?? {}).filter(
    (name) =>
      name === "unitId" ||
      (chosen === null ? fields === "all" || schema.required?.includes(name) : chosen.includes(name)),
  );
  const filled = names.map((name) => [name, fill(name, schema.properties?.[name] ?? {}, ids, mark)] as const);
  return { ...Object.fromEntries(filled.filter(([name]) => !named.has(name))), ...agreeing[operation.name] };
}

/** They name records by number, which the examples only make up. */
const named = new Set(["incident", "incidents", "about"]);
/** Where fields must agree with each other, or with the clock, which examples of single fields do not. */
const agreeing: Readonly<Record<string, Record<string, unknown>>> = {
  "planned-outage.plan": { startsAt: "2023-04-20T18:00:00Z", endsAt: "2023-04-20T20:00:00Z" },
  "incident.report": { started: { at: "2023-04-12T11:05:00Z", precision: "minute" } },
  "report.draft": { period: "2023-Q1", against: "2022-Q1" },
};

const wantsId = (schema: Schema): boolean => schema.format === "uuid" || (schema.anyOf ?? []).some(wantsId);
/** Text that people write freely: not what is chosen, shaped or read as a period or a number. */
const isFreeText = (schema: Schema): boolean =>
  schema.type === "string" &&
  ["enum", "const", "format", "pattern"].every((key) => schema[key] === undefined) &&
  (schema.examples ?? [""]).every((one) => one === "" || /\s/u.test(String(one)));

function fill(name: string, schema: Schema, ids: Map<string, string[]>, mark: string | null): unknown {
  const known = ids.get(name)?.[0];
  if (known !== undefined && wantsId(schema)) return known;
  const written = freeText(name, schema, ids, mark);
  if (written !== null) return written;
  if (schema.type === "array" && schema.items !== undefined)
    return [fill(name.replace(/s$/u, ""), schema.items, ids, mark)];
  if (schema.type !== "object" || schema.properties === undefined) return exampleOf(schema);
  return Object.fromEntries(
    Object.entries(schema.properties).map(([key, value]) => [key, fill(key, value, ids, mark)]),
  );
}

function freeText(
  name: string,
  schema: Schema,
  ids: Map<string, string[]>,
  mark: string | null,
): string | null {
  if (![schema, ...(schema.anyOf ?? [])].some(isFreeText)) return null;
  if (mark !== null) return `${mark} ${name}`;
  // A second record of the same kind wants a name of its own.
  return name === "name" ? `${String(exampleOf(schema))} ${ids.get("unitId")?.[0]?.slice(-4)}` : null;
}
