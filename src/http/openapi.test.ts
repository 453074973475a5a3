import { describe, expect, test } from "vitest";
import { registry } from "../house.ts";
import { mediaTypesOf } from "../platform/verb/download.ts";
import { makeOpenApi, type OpenApiOperation } from "./openapi.ts";
import { exampleOf, schemaOf, type Schema } from "./openapi-schema.ts";

// The national REST API profile (DIGG 1.2.0), rule by rule under the rule's own id.

const document = makeOpenApi(registry, "https://beredd.example");
const operations: [string, OpenApiOperation][] = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]): [string, OpenApiOperation] => [
    `${method.toUpperCase()} ${path}`,
    operation,
  ]),
);
const paths = Object.keys(document.paths);

interface Media {
  schema?: Schema;
  examples?: Record<string, { value: unknown }>;
}
interface Said {
  description?: string;
  content?: Record<string, Media>;
}
const responsesOf = (operation: OpenApiOperation) =>
  Object.entries(operation.responses as Record<string, Said>);
const bodyOf = (operation: OpenApiOperation) => operation.requestBody as Said | undefined;

describe("the document", () => {
  test("is OpenAPI 3.1 with version, description in both languages, contact, licence (DOK.03, .06, .07, .17)", () => {
    expect(document.openapi).toBe("3.1.0");
    expect(document.info).toMatchObject({
      title: expect.any(String),
      version: expect.stringMatching(/^\d+\.\d+\.\d+/),
      contact: {
        name: expect.any(String),
        url: expect.stringMatching(/^https:/),
        email: expect.stringContaining("@"),
      },
      license: { name: "EUPL-1.2", url: expect.stringMatching(/^https:/) },
    });
    expect(document.info["description"]).toMatch(/Sv: .*En: /s);
  });

  test("says the service level, what is limited, and where more stands (DOK.01, .08, .09)", () => {
    expect(document.info["x-sla"]).toMatchObject({
      availability: expect.any(String),
      responseTime: expect.any(String),
      support: expect.any(String),
    });
    expect(document.info["description"]).toMatch(/limit/i);
    expect(document.externalDocs).toMatchObject({ description: expect.any(String), url: expect.any(String) });
  });

  test("stands under api and version over HTTPS, with api-info under its root (UFN.01, .02, VER.05, .06)", () => {
    expect(document.servers[0]?.url).toBe("https://beredd.example/api/v1");
    expect(paths).toContain("/api-info");
  });

  test("names every operation once, under a tag that is explained", () => {
    const names = operations.map(([, operation]) => operation.operationId);
    expect(new Set(names).size).toBe(names.length);
    const tags = new Set(document.tags.map((tag) => tag.name));
    expect(operations.flatMap(([, operation]) => operation.tags).filter((tag) => !tags.has(tag))).toEqual([]);
  });

  test("asks for no Basic or Digest sign-in and for no key in the address (SAK.09, .15, .16)", () => {
    const schemes = Object.values(document.components["securitySchemes"] as Record<string, Schema>);
    for (const scheme of schemes) {
      expect(["basic", "digest"]).not.toContain(scheme["scheme"]);
      expect(scheme["in"]).not.toBe("query");
    }
  });
});

describe.each(paths)("%s", (path) => {
  test("is lower case with hyphens, its parameters camelCase (RES.06, UFN.05, .07–.09)", () => {
    expect(path).toMatch(/^(\/([a-z0-9]+(-[a-z0-9]+)*|\{[a-z][A-Za-z0-9]*\}))+$/);
    expect(path.length).toBeLessThan(1_000);
  });
});

describe.each(operations)("%s", (address, operation) => {
  test("has a summary, a description and a description on every answer (DOK.11, .19, .20)", () => {
    expect(operation.summary).toMatch(/\.$/);
    expect(operation.description.length).toBeGreaterThan(10);
    for (const [, response] of responsesOf(operation)) expect(response.description).toBeTruthy();
  });

  test("shows complete examples of request and answer (DOK.15)", () => {
    const media = [bodyOf(operation), ...responsesOf(operation).map(([, response]) => response)].flatMap(
      (said) => Object.values(said?.content ?? {}),
    );
    for (const { examples } of media) expect(Object.values(examples ?? {}).length).toBeGreaterThan(0);
  });

  test("answers JSON or a file, and problem+json by default (AME.01, FEL.01, .02)", () => {
    const answers = new Map(responsesOf(operation));
    expect(Object.keys(answers.get("default")?.content ?? {})).toEqual(["application/problem+json"]);
    // Done, half-way (202) or led on to somewhere else: each way that it goes well is told, and none by two names.
    const well = [...answers.keys()].filter((status) => /^[23]/u.test(status));
    expect(well.length).toBeGreaterThan(0);
    for (const status of well) expect(answers.get(status)?.description ?? "", status).not.toBe("");
  });

  test("names its parameters in camelCase, describes them, keeps searching optional (FNS.01, .03, .05, .06, RES.02)", () => {
    for (const parameter of operation.parameters ?? []) {
      expect(parameter.description).toMatch(/\S/);
      if (parameter.in === "header") continue;
      expect(parameter.name).toMatch(/^[a-z][A-Za-z0-9]*$/);
      expect(parameter.name).not.toMatch(/pnr|personnummer|personnr|ssn/i);
      expect(
        address.startsWith("GET") && parameter.in === "query" && parameter.required && isList(operation),
      ).toBe(false);
    }
  });

  test("pages by limit (20 unless said) and page from 1, where it is a list (FNS.07–.09)", () => {
    if (!isList(operation)) return;
    const named = (name: string) =>
      operation.parameters?.find((parameter) => parameter.name === name)?.schema;
    expect(named("limit")).toMatchObject({ default: 20 });
    expect(named("page")).toMatchObject({ default: 1, minimum: 1 });
  });

  test("takes no body on GET, and fields in camelCase (FOR.02, AME.04, .05, .07)", () => {
    expect(address.startsWith("GET") && bodyOf(operation) !== undefined).toBe(false);
    const schemas = [bodyOf(operation), ...responsesOf(operation).map(([, response]) => response)]
      .flatMap((said) => Object.values(said?.content ?? {}))
      .map((media) => media.schema ?? {});
    expect(schemas.flatMap(fieldNames).filter((name) => !/^[a-z][A-Za-z0-9]*$/.test(name))).toEqual([]);
  });
});

function isList(operation: OpenApiOperation): boolean {
  return (operation.parameters ?? []).some((parameter) => parameter.name === "cursor");
}

function fieldNames(schema: Schema): string[] {
  return [
    ...Object.entries(schema.properties ?? {}).flatMap(([name, value]) => [name, ...fieldNames(value)]),
    ...(schema.items ? fieldNames(schema.items) : []),
    ...[...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])].flatMap(fieldNames),
  ];
}

describe.each(registry.operations.map((operation) => [operation.name, operation] as const))(
  "the examples of %s",
  (_name, operation) => {
    test("are taken by the shape that they stand for", () => {
      const input = operation.input.safeParse(exampleOf(schemaOf(operation.input, "input")));
      expect(input.error?.issues ?? []).toEqual([]);
      if (mediaTypesOf(operation.output) !== null) return;
      const output = operation.output.safeParse(exampleOf(schemaOf(operation.output, "output")));
      expect(output.error?.issues ?? []).toEqual([]);
    });
  },
);

describe.each(["organisation", "access"])("%s", (name) => {
  test("describes every field of every shape", () => {
    const feature = registry.features.find((one) => one.name === name);
    const bare = (feature?.operations ?? [])
      .filter((operation) => operation.http !== undefined)
      .flatMap((operation) => [
        ...undescribed(schemaOf(operation.input, "input"), operation.name),
        ...undescribed(schemaOf(operation.output, "output"), operation.name),
      ]);
    expect(bare).toEqual([]);
  });
});

function undescribed(schema: Schema, at: string): string[] {
  const parts = [...(schema.anyOf ?? []), ...(schema.items ? [schema.items] : [])];
  return [
    ...Object.entries(schema.properties ?? {}).flatMap(([name, value]) => [
      ...(value.description === undefined && !(value.anyOf ?? []).some((part) => part.description)
        ? [`${at}.${name}`]
        : []),
      ...undescribed(value, `${at}.${name}`),
    ]),
    ...parts.flatMap((part) => undescribed(part, at)),
  ];
}
