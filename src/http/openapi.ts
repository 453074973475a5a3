import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { FastifyInstance } from "fastify";
import type { Operation, Registry } from "../platform/registry.ts";
import { mediaTypesOf } from "../platform/verb/download.ts";
import { release, type About } from "./api-info.ts";
import { docsPage } from "./docs.ts";
import { API } from "./mount.ts";
import { jsonContent, problem, problemSchema } from "./openapi-parts.ts";
import { exampleOf, schemaOf, type Schema } from "./openapi-schema.ts";
import { plainOperations } from "./openapi-plain.ts";
import { signInPaths } from "./openapi-sign-in.ts";

export interface OpenApi {
  openapi: "3.1.0";
  info: Record<string, unknown>;
  servers: { url: string; description: string }[];
  externalDocs: { description: string; url: string };
  tags: { name: string; description: string }[];
  paths: Record<string, Record<string, OpenApiOperation>>;
  components: Record<string, unknown>;
}

export interface OpenApiOperation {
  operationId: string;
  tags: string[];
  summary: string;
  description: string;
  parameters?: {
    name: string;
    in: string;
    required: boolean;
    description: string;
    schema: Schema;
    example?: unknown;
  }[];
  requestBody?: unknown;
  responses: Record<string, unknown>;
  security: Record<string, string[]>[];
}

export function mountOpenApi(server: FastifyInstance, registry: Registry, about: About): void {
  const document = makeOpenApi(registry, about.publicUrl ?? "http://127.0.0.1:8377");
  const json = JSON.stringify(document);
  server.get("/api/v1/openapi.json", async (_request, reply) => reply.type("application/json").send(json));
  const page = docsPage(document);
  const style = readFileSync(join(import.meta.dirname, "assets/docs.css"));
  server.get("/api/docs.css", async (_request, reply) => reply.type("text/css; charset=utf-8").send(style));
  server.get("/api/docs", async (_request, reply) => reply.type("text/html; charset=utf-8").send(page));
}

const securitySchemes = {
  session: {
    type: "apiKey",
    in: "cookie",
    name: "beredd_session",
    description: "The session of a person who signed in; writes also carry `x-beredd-csrf`.",
  },
  key: {
    type: "http",
    scheme: "bearer",
    bearerFormat: "beredd_…",
    description:
      "An API key, in the header `Authorization: Bearer beredd_…` and nowhere else. It may do what it was made " +
      "for, of that no more than its owner may at the moment, and at one address alone where it was made so.",
  },
};

/** The API's document, from the registry alone (OpenAPI 3.1 under the national REST API profile, DIGG 1.2.0). */
export function makeOpenApi(registry: Registry, publicUrl: string): OpenApi {
  const paths: OpenApi["paths"] = { ...plainOperations, ...signInPaths };
  for (const feature of registry.features) {
    for (const operation of feature.operations) {
      if (operation.http === undefined) continue;
      const path = (paths[operation.http.path] ??= {});
      path[operation.http.method.toLowerCase()] = describe(operation, feature.name);
    }
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Beredd",
      version: release,
      description:
        "Sv: API för att köra, överleva och redovisa IT-störningar i en offentlig organisation. Tider är i UTC enligt RFC 3339. " +
        "En: API to run, survive and account for IT disturbances in a public body. Times are UTC, RFC 3339. " +
        "Limitations: page numbers reach the first 10 000 rows of a list, beyond them use the cursor; " +
        "there is no rate limit on reading in this version.",
      contact: { name: "Beredd", url: "https://beredd.example", email: "contact@beredd.example" },
      license: { name: "EUPL-1.2", url: "https://eupl.eu/1.2/en/" },
      "x-sla": {
        availability: "as the organisation that runs the installation promises",
        responseTime: "see bench/results",
        support: "by the organisation that runs the installation",
      },
    },
    servers: [{ url: `${publicUrl}${API}`, description: "This installation" }],
    externalDocs: {
      description: "How to integrate, in the repository",
      url: "https://beredd.example/docs/integrate",
    },
    tags: [
      {
        name: "http",
        description: "What HTTP itself answers: sign-in, uploads, live updates, about the API.",
      },
      ...registry.features
        .filter((feature) => feature.operations.some((operation) => operation.http !== undefined))
        .map((feature) => ({ name: feature.name, description: `Operations of ${feature.name}.` })),
    ],
    paths,
    components: {
      securitySchemes,
      schemas: { Problem: problemSchema },
    },
  };
}

const successOf = ({ http, kind }: Operation) => (http?.method === "POST" && kind === "verb" ? "201" : "200");

/** One's own account takes a person who signed in; everything else a key may do, too. */
function securityOf({ needs }: Operation): Record<string, string[]>[] {
  if (needs === "public") return [];
  return needs === "signed-in" ? [{ session: [] }] : [{ session: [] }, { key: [] }];
}

function describe(operation: Operation, feature: string): OpenApiOperation {
  const { http } = operation;
  if (http === undefined) throw new Error(`${operation.name} has no address.`);
  const input = schemaOf(operation.input, "input");
  const inPath = [...http.path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? "");
  const rest = Object.entries(input.properties ?? {}).filter(([name]) => !inPath.includes(name));
  const bodyless = http.method === "GET" || http.method === "DELETE";
  const inQuery = bodyless ? rest : [];
  const parameters = [
    ...headersOf(http.method, operation.kind, input),
    ...inPath.map((name) => parameter(name, "path", input.properties?.[name] ?? { type: "string" }, true)),
    ...inQuery.map(([name, schema]) =>
      parameter(name, "query", schema, input.required?.includes(name) ?? false),
    ),
  ];
  const inBody = bodyless ? [] : rest;
  return {
    operationId: operation.name,
    tags: [feature],
    summary: operation.summary,
    description: `${operation.summary} Needs: ${operation.needs}.`,
    ...(parameters.length > 0 && { parameters }),
    ...(inBody.length > 0 && { requestBody: body(inBody, input.required ?? []) }),
    responses: { [successOf(operation)]: answer(operation), default: problem },
    security: securityOf(operation),
  };
}

/** What HTTP adds of its own: the key of a request that may be sent again, and the version of an edit. */
function headersOf(method: string, kind: Operation["kind"], input: Schema) {
  if (kind !== "verb") return [];
  const text: Schema = { type: "string" };
  const key = {
    name: "Idempotency-Key",
    in: "header",
    required: false,
    description: "Makes the request safe to send again: the same key gives the same answer, once done.",
    schema: text,
    example: "0f1e2d3c-4b5a",
  };
  const version = {
    name: "If-Match",
    in: "header",
    required: false,
    description: "The ETag of the record that the edit was made on; stands for `version`.",
    schema: text,
    example: '"v1"',
  };
  return [
    ...(method === "POST" ? [key] : []),
    ...(input.properties?.["version"] === undefined ? [] : [version]),
  ];
}

function parameter(name: string, place: "path" | "query", schema: Schema, required: boolean) {
  const description = schema.description ?? `The ${name} of the request.`;
  return { name, in: place, required, description, schema, example: exampleOf(schema) };
}

function body(fields: [string, Schema][], required: string[]) {
  const names = fields.map(([name]) => name);
  const schema: Schema = {
    type: "object",
    properties: Object.fromEntries(fields),
    required: required.filter((name) => names.includes(name)),
  };
  return {
    required: true,
    description: "The fields of the request.",
    content: jsonContent(schema),
  };
}

function answer(operation: Operation) {
  const types = mediaTypesOf(operation.output);
  if (types !== null) {
    const binary = {
      schema: { type: "string", description: "The file's bytes." },
      examples: { plain: { value: "…" } },
    };
    return {
      description: "The file.",
      content: Object.fromEntries(types.map((type) => [type, binary])),
    };
  }
  const schema = schemaOf(operation.output, "output");
  return {
    description: "What was asked for.",
    content: jsonContent(schema),
  };
}
