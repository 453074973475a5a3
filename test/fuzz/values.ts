import fc from "fast-check";
import type { Schema } from "../../src/http/openapi-schema.ts";

/** What stands where ids are asked for: records that are there, somebody else's among them. */
export type Pool = ReadonlyMap<string, readonly string[]>;

/** Values that have broken programs before. */
export const hostile: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    "",
    " ",
    "\u0000",
    "a\u0000b",
    "\ud800",
    "\u202e\ufeff",
    "'; drop table unit; --",
    "' or '1'='1",
    "${7*7}{{7*7}}",
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "=cmd|' /C calc'!A0",
    "%",
    "%_%",
    "\\",
    "../../etc/passwd",
    "..\\..\\windows",
    "file:///etc/passwd",
    "http://169.254.169.254/latest/meta-data/",
    "__proto__",
    "constructor",
    "toString",
    true,
    -1,
    0,
    1.5,
    1e308,
    -0,
    2 ** 31,
    2 ** 53,
    Number.MAX_SAFE_INTEGER,
    "9".repeat(400),
    "x".repeat(30_000),
    "(".repeat(2_000),
    "å".repeat(5_000),
    [],
    {},
    [[]],
    { __proto__: null, constructor: { prototype: 1 } },
    "2023-02-30",
    "-000001-01-01T00:00:00Z",
    "0000-01-01T00:00:00Z",
    "9999-12-31T23:59:59.999999999Z",
    "+275760-09-13T00:00:00Z",
    "2023-04-12T12:05:00+23:59",
    "2301-9999",
    "2017-W60",
    "00000000-0000-0000-0000-000000000000",
    "WzFd",
    "WyJhIiwiYiJd",
    "W251bGwsIngiXQ",
  ),
  fc.string({ unit: "binary", maxLength: 40 }),
  fc.jsonValue({ maxDepth: 3 }),
);

const words = fc.constantFrom("Citrix", "E-post", "avbrott", "Norra", "Lön", "2023-0412", "a", "Å ä ö");
const instants = fc
  .integer({ min: 0, max: 500_000 })
  .map((minutes) => new Date(Date.UTC(2022, 6, 1) + minutes * 60_000).toISOString());

function text(schema: Schema, name: string, pool: Pool): fc.Arbitrary<unknown> {
  switch (schema.format) {
    case "uuid": {
      const known = pool.get(name) ?? pool.get("any") ?? [];
      return known.length > 0
        ? fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...known) }, { weight: 1, arbitrary: fc.uuid() })
        : fc.uuid();
    }
    case "date-time":
      return instants;
    case "date":
      return instants.map((at) => at.slice(0, 10));
    case "email":
      return fc.uuid().map((id) => `${id}@test.example`);
    case "uri":
      return fc.constantFrom("https://beredd.example/a", "https://127.0.0.1/", "ftp://x.example");
    default:
      return fc.oneof(
        fc.constantFrom<unknown>(...(schema.examples ?? ["text"])),
        words,
        fc.string({ minLength: 1, maxLength: Math.min(60, Number(schema["maxLength"] ?? 60)) }),
      );
  }
}

type Maker = (schema: Schema, name: string, pool: Pool, depth: number) => fc.Arbitrary<unknown>;

const limit = (schema: Schema, key: string, otherwise: number) => Number(schema[key] ?? otherwise);

function range(schema: Schema): { min: number; max: number } {
  const min = limit(schema, "minimum", -5);
  return { min, max: Math.max(min, Math.min(limit(schema, "maximum", 2_000), 2_000)) };
}

const makers: Readonly<Record<string, Maker>> = {
  string: text,
  integer: (schema) => fc.integer(range(schema)),
  number: (schema) => fc.double({ ...range(schema), noNaN: true }),
  boolean: () => fc.boolean(),
  null: () => fc.constant(null),
  object: (schema, _name, pool, depth) => (depth > 5 ? fc.constant({}) : objectOf(schema, pool, depth)),
  array: (schema, name, pool, depth) => {
    const least = Math.min(limit(schema, "minItems", 0), 3);
    const most = Math.max(least, Math.min(limit(schema, "maxItems", 3), 3));
    const item = valueOf(schema.items ?? {}, name.replace(/s$/u, ""), pool, depth + 1);
    return fc.array(item, { minLength: least, maxLength: most });
  },
};

/** A value that the schema takes, or nearly: lengths and ranges at their edges are among them. */
export function valueOf(schema: Schema, name: string, pool: Pool, depth = 0): fc.Arbitrary<unknown> {
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
  const alternatives = schema.anyOf ?? schema.oneOf ?? [];
  if (alternatives.length > 0) return fc.oneof(...alternatives.map((one) => valueOf(one, name, pool, depth)));
  const make = makers[schema.type ?? ""];
  return make === undefined ? fc.jsonValue({ maxDepth: 2 }) : make(schema, name, pool, depth);
}

export function objectOf(schema: Schema, pool: Pool, depth = 0): fc.Arbitrary<Record<string, unknown>> {
  const required = new Set(schema.required);
  const entries = Object.entries(schema.properties ?? {});
  const fields = Object.fromEntries(entries.map(([key, one]) => [key, valueOf(one, key, pool, depth + 1)]));
  const always = entries.map(([key]) => key).filter((key) => required.has(key));
  return fc.record(fields, { requiredKeys: always }) as fc.Arbitrary<Record<string, unknown>>;
}
