import { z } from "zod";

/** A JSON Schema node, as far as we look into it. */
export interface Schema {
  type?: string;
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
  enum?: unknown[];
  const?: unknown;
  format?: string;
  default?: unknown;
  example?: unknown;
  examples?: unknown[];
  description?: string;
  minimum?: number;
  additionalProperties?: unknown;
  [key: string]: unknown;
}

/** The JSON Schema of a zod shape, as it goes in or comes out; what JSON cannot say becomes "anything". */
export function schemaOf(shape: z.ZodType, io: "input" | "output"): Schema {
  const schema: Schema = JSON.parse(
    JSON.stringify(
      z.toJSONSchema(shape, { io, unrepresentable: "any", target: "draft-2020-12", reused: "inline" }),
    ),
  );
  delete schema["$schema"];
  return tidy(schema);
}

/** zod writes the whole safe-integer range as limits: true, and noise to a reader. */
function tidy(schema: Schema): Schema {
  const copy: Schema = { ...schema };
  if (copy.minimum === Number.MIN_SAFE_INTEGER) delete copy.minimum;
  if (copy["maximum"] === Number.MAX_SAFE_INTEGER) delete copy["maximum"];
  // JSON Schema 2020-12 knows `examples`; the shapes carry the shorter `example`.
  if (copy.example !== undefined) {
    copy.examples = [copy.example];
    delete copy.example;
  }
  if (copy.properties)
    copy.properties = Object.fromEntries(
      Object.entries(copy.properties).map(([key, value]) => [key, tidy(value)]),
    );
  if (copy.items) copy.items = tidy(copy.items);
  for (const key of ["anyOf", "oneOf", "allOf"] as const) {
    const parts = copy[key];
    if (parts) copy[key] = parts.map(tidy);
  }
  return copy;
}

const byFormat: Record<string, unknown> = {
  uuid: "019309a5-7c00-7000-8000-000000000001",
  "date-time": "2023-04-12T12:05:00Z",
  date: "2023-04-12",
  email: "lead@exempelkommun.example",
  uri: "https://beredd.example",
};

const repeated = (item: unknown, least: number): unknown[] =>
  Array.from({ length: Math.max(1, least) }, () => item);

/** An example that fits the schema: the shapes' own examples where given, else the plainest value there is. */
export function exampleOf(schema: Schema): unknown {
  const given = [...(schema.examples ?? []), schema.default, schema.const, ...(schema.enum ?? [])];
  const first = given.find((value) => value !== undefined);
  if (first !== undefined) return first;
  const choice = (schema.anyOf ?? schema.oneOf)?.[0];
  if (choice) return exampleOf(choice);
  if (schema.allOf) return Object.assign({}, ...schema.allOf.map(exampleOf));
  return plainest(schema);
}

function examplesOf(properties: Record<string, Schema> = {}): Record<string, unknown> {
  return Object.fromEntries(Object.entries(properties).map(([key, value]) => [key, exampleOf(value)]));
}

function plainest(schema: Schema): unknown {
  switch (schema.type) {
    case "object":
      return examplesOf(schema.properties);
    case "array":
      return schema.items ? repeated(exampleOf(schema.items), Number(schema["minItems"] ?? 1)) : [];
    case "integer":
    case "number":
      return schema.minimum ?? 1;
    case "boolean":
      return false;
    case "string":
      return byFormat[schema.format ?? ""] ?? "text";
    default:
      return null;
  }
}
