import type { z } from "zod";
import { exampleOf, schemaOf, type Schema } from "./openapi-schema.ts";

/** An answer or a request of the shape, with an example that fits it. */
export function jsonContent(schema: Schema) {
  return { "application/json": { schema, examples: { plain: { value: exampleOf(schema) } } } };
}

export const jsonOut = (shape: z.ZodType) => jsonContent(schemaOf(shape, "output"));
export const jsonIn = (shape: z.ZodType) => jsonContent(schemaOf(shape, "input"));

export const problemSchema: Schema = {
  type: "object",
  description: "What went wrong and what to do (RFC 9457).",
  required: ["type", "title", "status", "detail", "instance", "code", "requestId"],
  properties: {
    type: { type: "string", description: "What kind of problem, as an address." },
    title: { type: "string", description: "One sentence, in the language asked for." },
    status: { type: "integer", description: "The HTTP status." },
    detail: { type: "string", description: "What is wrong and what to do." },
    instance: { type: "string", description: "The address that was asked." },
    code: { type: "string", description: "Stable, for programs." },
    requestId: { type: "string", description: "To give to those who run the installation." },
    errors: {
      type: "array",
      description: "What is wrong in the input, field by field.",
      items: {
        type: "object",
        description: "One fault.",
        properties: {
          path: { type: "string", description: "The field, dots between its parts." },
          message: { type: "string", description: "What is wrong with it." },
        },
      },
    },
    current: { description: "The record as it is now, for an edit that came too late." },
  },
};

/** The answer to everything that was not carried out. */
export const problem = {
  description: "The request was not carried out.",
  content: {
    "application/problem+json": {
      schema: { $ref: "#/components/schemas/Problem" },
      examples: {
        plain: {
          value: {
            type: "/problems/record.not-found",
            title: "Posten finns inte, eller så får du inte se den.",
            status: 404,
            detail: "Posten finns inte, eller så får du inte se den.",
            instance: "/api/v1/units/019309a5-7c00-7000-8000-000000000001",
            code: "record.not-found",
            requestId: "019309a5-7c00-7000-8000-000000000002",
          },
        },
      },
    },
  },
};
