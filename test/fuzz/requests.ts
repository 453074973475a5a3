import fc from "fast-check";
import type { OpenApi, OpenApiOperation } from "../../src/http/openapi.ts";
import type { Schema } from "../../src/http/openapi-schema.ts";
import { hostile, objectOf, valueOf, type Pool } from "./values.ts";

/** One operation of the document, with its address. */
export interface Target {
  id: string;
  method: string;
  path: string;
  operation: OpenApiOperation;
}

export interface Attack {
  path: string;
  body: string | undefined;
  headers: Record<string, string>;
}

/** What never ends, and what is no JSON, is attacked elsewhere (events.test.ts, uploads.test.ts). */
const elsewhere = new Set(["events.follow", "file.store"]);

export function targetsOf(document: OpenApi): Target[] {
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods)
      .map(([method, operation]) => ({
        id: operation.operationId,
        method: method.toUpperCase(),
        path,
        operation,
      }))
      .filter(({ operation, id }) => !elsewhere.has(id) && !streams(operation)),
  );
}

const streams = (operation: OpenApiOperation) =>
  JSON.stringify(operation.responses).includes("text/event-stream") ||
  JSON.stringify(operation.requestBody ?? {}).includes("octet-stream");

function asText(value: unknown): string {
  const text = typeof value === "string" ? value : (JSON.stringify(value) ?? "");
  return encodeURIComponent(text.toWellFormed()).slice(0, 1_500).replace(/%.?$/u, "");
}

function bodySchema(operation: OpenApiOperation): Schema | undefined {
  const content = (operation.requestBody as { content?: Record<string, { schema: Schema }> } | undefined)
    ?.content;
  return content?.["application/json"]?.schema;
}

/** Bodies that are no JSON object, or hardly one. */
const brokenBodies = fc.constantFrom(
  "",
  "{",
  "null",
  "[]",
  '"text"',
  "0",
  "{}{}",
  '{"a":1,"a":2}',
  '{"__proto__":{"x":1}}',
  '{"constructor":{"prototype":{"x":1}}}',
  `${"[".repeat(20_000)}${"]".repeat(20_000)}`,
  `${'{"a":'.repeat(20_000)}1${"}".repeat(20_000)}`,
  '{"title":1e400}',
  "\ufeff{}",
  "<xml/>",
);

const oddHeaders: fc.Arbitrary<Record<string, string>> = fc.dictionary(
  fc.constantFrom(
    "if-match",
    "idempotency-key",
    "accept-language",
    "accept",
    "content-type",
    "x-http-method-override",
    "range",
    "accept-encoding",
  ),
  fc.constantFrom(
    '"v1"',
    '"v0"',
    "*",
    "sv;q=x,en;q=1e9",
    "text/html",
    "application/json; charset=utf-16",
    "DELETE",
    "bytes=0-1",
    "br;q=1.0, *;q=0",
    "x".repeat(500),
  ),
  { maxKeys: 2 },
);

/** Fields of a valid request, of which some are replaced by what is hostile, and some added that nobody asked for. */
function mangled(
  valid: fc.Arbitrary<Record<string, unknown>>,
  names: string[],
): fc.Arbitrary<Record<string, unknown>> {
  const bad = fc.dictionary(
    names.length > 0
      ? fc.constantFrom(...names, "__proto__x", "limit", "version")
      : fc.string({ maxLength: 8 }),
    hostile,
    { maxKeys: 3 },
  );
  return fc.oneof(
    { weight: 2, arbitrary: valid },
    { weight: 3, arbitrary: fc.tuple(valid, bad).map(([good, wrong]) => ({ ...good, ...wrong })) },
  );
}

/** Requests for one operation, made from what the document says of it. */
export function attacksOn({ path, operation }: Target, pool: Pool): fc.Arbitrary<Attack> {
  const parameters = (operation.parameters ?? []) as {
    name: string;
    in: string;
    required?: boolean;
    schema: Schema;
  }[];
  const named = (place: string) => parameters.filter((one) => one.in === place);
  const shape = (place: string): Schema => ({
    type: "object",
    properties: Object.fromEntries(named(place).map((one) => [one.name, one.schema])),
    required: named(place)
      .filter((one) => one.required)
      .map((one) => one.name),
  });
  const inPath = fc.record(
    Object.fromEntries(
      named("path").map((one) => [
        one.name,
        fc.oneof(
          { weight: 5, arbitrary: valueOf(one.schema, one.name, pool) },
          { weight: 1, arbitrary: hostile },
        ),
      ]),
    ),
  );
  const inQuery = mangled(
    objectOf(shape("query"), pool),
    named("query").map((one) => one.name),
  );
  const schema = bodySchema(operation);
  const json =
    schema === undefined ? undefined : mangled(objectOf(schema, pool), Object.keys(schema.properties ?? {}));
  const body =
    json === undefined
      ? fc.constant(undefined)
      : fc.oneof(
          { weight: 8, arbitrary: json.map((value) => JSON.stringify(value)) },
          { weight: 1, arbitrary: brokenBodies },
        );
  return fc
    .record({
      inPath,
      inQuery,
      body,
      headers: fc.oneof({ weight: 6, arbitrary: fc.constant({}) }, { weight: 1, arbitrary: oddHeaders }),
    })
    .map((parts) => ({
      path: address(path, parts.inPath, parts.inQuery),
      body: parts.body,
      headers: parts.headers,
    }));
}

function address(path: string, inPath: Record<string, unknown>, inQuery: Record<string, unknown>): string {
  const at = path.replace(
    /\{(\w+)\}/gu,
    (_match, name: string) => asText(inPath[name]).slice(0, 190).replace(/%.?$/u, "") || "x",
  );
  const query = Object.entries(inQuery).flatMap(([name, value]) =>
    (Array.isArray(value) && value.length < 5 ? value : [value]).map(
      (one) => `${asText(name)}=${asText(one)}`,
    ),
  );
  return query.length > 0 ? `${at}?${query.join("&")}`.slice(0, 7_500).replace(/%.?$/u, "") : at;
}
