import { z } from "zod";
import {
  codeInput,
  passkeyChallenge,
  passkeySignInInput,
  signInNext,
  signInWays,
  takeResetInput,
  personView,
} from "../features/access/contract.ts";
import { jsonIn, jsonOut, problem } from "./openapi-parts.ts";
import type { OpenApi } from "./openapi.ts";

const signedIn = {
  "200": { description: "Who signed in.", content: jsonOut(personView) },
  "202": { description: "What is still asked for.", content: jsonOut(signInNext) },
  default: problem,
};
const common = { tags: ["http"], security: [] };
const provider = {
  name: "providerId",
  in: "path",
  required: true,
  description: "The identity provider.",
  schema: { type: "string", format: "uuid" },
  example: "019309a5-7c00-7000-8000-000000000001",
};
const turned = { "303": { description: "Where the browser goes next." }, default: problem };

/** The steps of signing in that touch cookies, and the way to an identity provider and back. */
export const signInPaths: OpenApi["paths"] = {
  "/session/ways": {
    get: {
      ...common,
      operationId: "session.ways",
      summary: "Tells what one can sign in with beside a password.",
      description: "Whether passkeys work at this address, and which identity providers are offered.",
      responses: { "200": { description: "The ways.", content: jsonOut(signInWays) }, default: problem },
    },
  },
  "/session/step": {
    get: {
      ...common,
      operationId: "session.step",
      summary: "Tells what is still asked for, half-way through signing in.",
      description: "For the browser that began; 401 when nothing is waiting.",
      responses: { "200": { description: "What is next.", content: jsonOut(signInNext) }, default: problem },
    },
  },
  "/session/second-factor": {
    post: {
      ...common,
      operationId: "session.second-factor",
      summary: "Takes the second factor's code and opens the session.",
      description: "A code of the app, or a printed one; each counts once.",
      requestBody: { required: true, description: "The code.", content: jsonIn(codeInput) },
      responses: signedIn,
    },
  },
  "/session/enrolment": {
    post: {
      ...common,
      operationId: "session.enrolment",
      summary: "Adds the app that a role asks for, and opens the session.",
      description: "Answers the person and ten recovery codes, which are told only now.",
      requestBody: { required: true, description: "What the app shows.", content: jsonIn(codeInput) },
      responses: signedIn,
    },
  },
  "/session/passkey/challenge": {
    post: {
      ...common,
      operationId: "session.passkey-challenge",
      summary: "Makes the challenge that a passkey answers.",
      description: "Nobody is named: the key says whose it is.",
      responses: {
        "200": { description: "The challenge.", content: jsonOut(passkeyChallenge) },
        default: problem,
      },
    },
  },
  "/session/passkey": {
    post: {
      ...common,
      operationId: "session.passkey",
      summary: "Signs in with a passkey.",
      description: "Two factors in one: the key, and the finger, face or PIN that opens it.",
      requestBody: { required: true, description: "The answer.", content: jsonIn(passkeySignInInput) },
      responses: signedIn,
    },
  },
  "/session/password-reset": {
    post: {
      ...common,
      operationId: "session.password-reset",
      summary: "Sets a new password for whoever has a one-time link.",
      description: "Ends every session of the person; signing in comes after.",
      requestBody: { required: true, description: "Code and password.", content: jsonIn(takeResetInput) },
      responses: { "204": { description: "It is set." }, default: problem },
    },
  },
  "/session/identity-providers/{providerId}/start": {
    get: {
      ...common,
      operationId: "session.provider-start",
      summary: "Leads the browser to an identity provider.",
      description: "With state, nonce and PKCE; what fails leads back to the sign-in page, which says why.",
      parameters: [provider],
      responses: turned,
    },
  },
  "/session/identity-providers/{providerId}/connection": {
    post: {
      tags: ["http"],
      security: [{ session: [] }],
      operationId: "session.provider-connect",
      summary: "Begins to connect one's own account to an identity provider.",
      description: "A new way in: for a session that was opened within half an hour, by a page of ours.",
      parameters: [provider],
      responses: {
        "200": {
          description: "Where the browser goes next.",
          content: jsonOut(z.object({ location: z.url().meta({ description: "The provider's address." }) })),
        },
        default: problem,
      },
    },
  },
  "/session/identity-providers/callback": {
    get: {
      ...common,
      operationId: "session.provider-callback",
      summary: "Takes what the provider sent back.",
      description: "Opens the session, or leads to what is still asked for.",
      responses: turned,
    },
  },
  "/session/identity-providers/{providerId}/sign-out": {
    post: {
      ...common,
      operationId: "session.provider-sign-out",
      summary: "Ends the sessions that a provider says are over (back-channel logout).",
      description: "The provider posts its signed logout token as a form.",
      parameters: [provider],
      responses: { "200": { description: "They have ended." }, default: problem },
    },
  },
};
