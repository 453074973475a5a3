import type { OpenApi } from "./openapi.ts";

const json = (value: unknown) => ({
  "application/json": { schema: { type: "object" }, examples: { plain: { value } } },
});
const failed = {
  description: "The request was not carried out.",
  content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
};
const person = {
  id: "019309a5-7c00-7000-8000-000000000001",
  email: "lead@exempelkommun.example",
  name: "Incidentledare",
  language: "sv",
  roles: [],
  permissions: ["incident:read"],
};

/** What HTTP itself answers and no verb or query does: sign-in, live updates, uploads, about the API. */
export const plainOperations: OpenApi["paths"] = {
  "/api-info": {
    get: {
      operationId: "api.info",
      tags: ["http"],
      summary: "Tells what API this is.",
      description: "Tells what API this is and which version.",
      security: [],
      responses: {
        "200": {
          description: "About the API.",
          content: json({
            apiName: "beredd",
            apiVersion: "1.0.0",
            apiReleased: "2026-11-22",
            apiDocumentation: "/api/docs",
            apiStatus: "beta",
          }),
        },
        default: failed,
      },
    },
  },
  "/bootstrap": {
    get: {
      operationId: "web.bootstrap",
      tags: ["http"],
      summary: "Tells what the web client needs before sign-in.",
      description: "The organisation's name, language and time zone.",
      security: [],
      responses: {
        "200": {
          description: "For the web client.",
          content: json({
            organisationName: "Exempelkommun",
            language: "sv",
            timeZone: "Europe/Stockholm",
            version: "0.1.0",
          }),
        },
        default: failed,
      },
    },
  },
  "/session": {
    post: {
      operationId: "session.sign-in",
      tags: ["http"],
      summary: "Signs in with e-mail address and password.",
      description: "Opens a session and sets its cookies.",
      security: [],
      requestBody: {
        required: true,
        description: "Who signs in.",
        content: json({ email: "lead@exempelkommun.example", password: "…" }),
      },
      responses: { "200": { description: "Who signed in.", content: json(person) }, default: failed },
    },
    get: {
      operationId: "session.read",
      tags: ["http"],
      summary: "Tells who is signed in.",
      description: "The person of the session and what they may do.",
      security: [{ session: [] }],
      responses: { "200": { description: "Who is signed in.", content: json(person) }, default: failed },
    },
    delete: {
      operationId: "session.sign-out",
      tags: ["http"],
      summary: "Signs out.",
      description: "Ends the session and clears its cookies.",
      security: [{ session: [] }],
      responses: { "204": { description: "Signed out." }, default: failed },
    },
  },
  "/files": {
    post: {
      operationId: "file.store",
      tags: ["http"],
      summary: "Stores an upload whole, for an import to read.",
      description: "The file as it is in the body; its name percent-encoded in x-file-name. At most 1 GB.",
      security: [{ session: [] }],
      requestBody: {
        required: true,
        description: "The file's bytes.",
        content: { "application/octet-stream": { schema: { type: "string" } } },
      },
      responses: {
        "201": {
          description: "The stored file.",
          content: json({
            id: "019309a5-7c00-7000-8000-000000000003",
            name: "incidents.csv",
            mediaType: "application/octet-stream",
            size: 1024,
            sha256: "…",
          }),
        },
        default: failed,
      },
    },
  },
  "/events": {
    get: {
      operationId: "event.stream",
      tags: ["http"],
      summary: "Streams what the journal gains.",
      description: "Server-sent events; Last-Event-ID continues without a gap.",
      security: [{ session: [] }],
      responses: {
        "200": {
          description: "The stream.",
          content: { "text/event-stream": { schema: { type: "string" } } },
        },
        default: failed,
      },
    },
  },
};
