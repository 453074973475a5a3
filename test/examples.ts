import { z } from "zod";
import { exampleOf, schemaOf, type Schema } from "../src/http/openapi-schema.ts";
import type { Operation } from "../src/platform/registry.ts";

/** Ids that inputs ask for, by the name of the field: `unitId`, `serviceId` … */
export type Ids = ReadonlyMap<string, string>;

/** An input that the operation takes: its own examples, with the ids that are there. */
export function inputFor(
  operation: Operation,
  ids: Ids,
  fields: "required" | "all",
): Record<string, unknown> {
  const schema = schemaOf(operation.input, "input");
  // Where some fields exclude each other, the shape's own example says which go together.
  const together = Object.keys(z.record(z.string(), z.unknown()).catch({}).parse(schema.examples?.[0]));
  const names = Object.keys(schema.properties ?? {}).filter((name) =>
    together.length > 0 ? together.includes(name) : fields === "all" || schema.required?.includes(name),
  );
  return Object.fromEntries(names.map((name) => [name, fill(name, schema.properties?.[name] ?? {}, ids)]));
}

function fill(name: string, schema: Schema, ids: Ids): unknown {
  const known = ids.get(name);
  if (known !== undefined && wantsId(schema)) return known;
  if (schema.type === "array" && schema.items !== undefined) {
    // A list of words has its example on the list; what has parts is filled part by part, as often as it must be.
    if (schema.items.type === "string" && schema.examples !== undefined && !wantsId(schema.items))
      return exampleOf(schema);
    const item = fill(name.replace(/s$/, ""), schema.items, ids);
    return Array.from({ length: Math.max(1, Number(schema["minItems"] ?? 1)) }, () => item);
  }
  const properties = schema.properties;
  if (schema.type !== "object" || properties === undefined) return exampleOf(schema);
  return Object.fromEntries(Object.entries(properties).map(([key, value]) => [key, fill(key, value, ids)]));
}

function wantsId(schema: Schema): boolean {
  return schema.format === "uuid" || (schema.anyOf ?? []).some(wantsId);
}
