import { breakGlassSignIn, personView, signInInput } from "../features/access/contract.ts";
import { bootstrapView } from "../features/organisation/contract.ts";
import { jsonIn, jsonOut, problem } from "./openapi-parts.ts";
import { apiInfoView, storedFileView } from "./shapes.ts";
import type { OpenApi } from "./openapi.ts";

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
          content: jsonOut(apiInfoView),
        },
        default: problem,
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
          content: jsonOut(bootstrapView),
        },
        default: problem,
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
        content: jsonIn(signInInput),
      },
      responses: { "200": { description: "Who signed in.", content: jsonOut(personView) }, default: problem },
    },
    get: {
      operationId: "session.read",
      tags: ["http"],
      summary: "Tells who is signed in.",
      description: "The person of the session and what they may do.",
      security: [{ session: [] }],
      responses: {
        "200": { description: "Who is signed in.", content: jsonOut(personView) },
        default: problem,
      },
    },
    delete: {
      operationId: "session.sign-out",
      tags: ["http"],
      summary: "Signs out.",
      description: "Ends the session and clears its cookies.",
      security: [{ session: [] }],
      responses: { "204": { description: "Signed out." }, default: problem },
    },
  },
  "/session/break-glass": {
    post: {
      operationId: "session.break-glass",
      tags: ["http"],
      summary: "Signs in with a sealed code, when the ordinary ways have failed.",
      description:
        "Opens a session of limited length and sets its cookies. A code works once; its use is told to all " +
        "administrators.",
      security: [],
      requestBody: {
        required: true,
        description: "Who signs in, and the code on paper.",
        content: jsonIn(breakGlassSignIn),
      },
      responses: { "200": { description: "Who signed in.", content: jsonOut(personView) }, default: problem },
    },
  },
  "/files": {
    post: {
      operationId: "file.store",
      tags: ["http"],
      parameters: [
        {
          name: "x-file-name",
          in: "header",
          required: false,
          description: "The file's name, percent-encoded.",
          schema: { type: "string" },
          example: "incidents.csv",
        },
      ],
      summary: "Stores an upload whole, for an import to read.",
      description: "The file as it is in the body; its name percent-encoded in x-file-name. At most 1 GB.",
      security: [{ session: [] }],
      requestBody: {
        required: true,
        description: "The file's bytes.",
        content: {
          "application/octet-stream": {
            schema: { type: "string", description: "The file as it is." },
            examples: { plain: { value: "number;opened\nINC-1;2023-04-12" } },
          },
        },
      },
      responses: {
        "201": {
          description: "The stored file.",
          content: jsonOut(storedFileView),
        },
        default: problem,
      },
    },
  },
  "/events": {
    get: {
      operationId: "event.stream",
      tags: ["http"],
      parameters: [
        {
          name: "Last-Event-ID",
          in: "header",
          required: false,
          description: "The id of the last event that was received; the stream goes on after it.",
          schema: { type: "string" },
          example: "1024",
        },
        {
          name: "after",
          in: "query",
          required: false,
          description: "The same, for a client that cannot send the header; the header goes before it.",
          schema: { type: "string" },
          example: "1024",
        },
      ],
      summary: "Streams what the journal gains.",
      description: "Server-sent events; Last-Event-ID continues without a gap.",
      security: [{ session: [] }],
      responses: {
        "200": {
          description: "The stream.",
          content: {
            "text/event-stream": {
              schema: { type: "string", description: "Events, as `text/event-stream` writes them." },
              examples: {
                plain: {
                  value:
                    'id: 1024\nevent: journal\ndata: {"kind":"unit.added","subjectType":"unit","subjectId":"019309a5-7c00-7000-8000-000000000001"}\n\n',
                },
              },
            },
          },
        },
        default: problem,
      },
    },
  },
};
