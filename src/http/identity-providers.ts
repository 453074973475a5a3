import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import {
  beginProviderSignIn,
  connectProvider,
  CALLBACK,
  finishProviderSignIn,
  readHalfway,
  offeredProviders,
  passkeysAreOffered,
  signOutByProvider,
} from "../features/access/index.ts";
import { parse } from "../platform/verb/shape.ts";
import { AppError } from "../shared/errors.ts";
import { idSchema } from "../shared/lists.ts";
import { setStepCookie } from "./cookies.ts";
import { personOfRequest } from "./session.ts";
import { answerSignIn, baseOf, fromOf, stepOf, type SignInShell } from "./sign-in-answer.ts";

const startInput = z.object({
  providerId: idSchema,
  to: z.string().max(500).optional(),
});
const connectInput = z.object({ providerId: idSchema });
const logoutInput = z.object({ providerId: idSchema, logout_token: z.string().max(20_000) });

/** What else one can sign in with, and the way to a provider and back. */
export function mountProviders(server: FastifyInstance, shell: SignInShell): void {
  const { runtime, rules } = shell;
  server.get("/api/v1/session/ways", async () => ({
    passkeys: passkeysAreOffered(runtime.publicUrl),
    providers: await offeredProviders(runtime.db),
  }));
  server.get("/api/v1/session/step", async (request) => readHalfway(runtime, stepOf(request, rules)));

  server.get("/api/v1/session/identity-providers/:providerId/start", async (request, reply) => {
    const { providerId, to } = parse(startInput, {
      ...asRecord(request.query),
      ...asRecord(request.params),
    });
    return turningBack(reply, async () => {
      const visit = { providerId, returnTo: to, base: baseOf(shell, request) };
      const { location, step } = await beginProviderSignIn(runtime, visit);
      setStepCookie(reply, step, rules);
      return reply.redirect(location, 303);
    });
  });

  // Not by a link, as signing in is: anybody's page can lead a browser to a link, and this makes a way in.
  server.post("/api/v1/session/identity-providers/:providerId/connection", async (request, reply) => {
    const actor = await personOfRequest(runtime, request, rules);
    if (actor === null) throw new AppError("session.required");
    const { providerId } = parse(connectInput, request.params);
    const visit = { providerId, base: baseOf(shell, request), actor };
    const { location, step } = await connectProvider(runtime, visit);
    setStepCookie(reply, step, rules);
    return { location };
  });

  server.get(CALLBACK, async (request, reply) =>
    turningBack(reply, async () => {
      const actor = await personOfRequest(runtime, request, rules);
      const search = request.url.slice(request.url.indexOf("?"));
      const back = { token: stepOf(request, rules), search, actor };
      const { outcome, returnTo } = await finishProviderSignIn(runtime, back, fromOf(request, rules), {
        requestId: request.id,
      });
      if (outcome === null) return reply.redirect(returnTo, 303);
      await answerSignIn(shell, request, reply, outcome);
      return reply.redirect(outcome.kind === "opened" ? returnTo : `/?sign-in=${outcome.next.next}`, 303);
    }),
  );
  mountBackChannel(server, shell);
}

const asRecord = (value: unknown): Record<string, unknown> =>
  typeof value === "object" && value !== null ? { ...value } : {};

/** Somebody who came by a link is shown a page and not a problem document: the sign-in page says what went wrong. */
async function turningBack(reply: FastifyReply, work: () => Promise<FastifyReply>): Promise<FastifyReply> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof AppError) || error.code === "record.not-found") throw error;
    const told = new URLSearchParams({ problem: error.code, name: String(error.params["name"] ?? "") });
    return reply.redirect(
      `${error.code === "identity.linked-elsewhere" ? "/account" : "/"}?${told.toString()}`,
      303,
    );
  }
}

/** The provider itself calls it, without a browser: what it says is signed. */
function mountBackChannel(server: FastifyInstance, { runtime }: SignInShell): void {
  server.register(async (scope) => {
    scope.addContentTypeParser(
      "application/x-www-form-urlencoded",
      { parseAs: "string", bodyLimit: 64 * 1024 },
      (_request: FastifyRequest, body: string, done: (error: Error | null, value?: unknown) => void) =>
        done(null, Object.fromEntries(new URLSearchParams(body))),
    );
    scope.post("/api/v1/session/identity-providers/:providerId/sign-out", async (request, reply) => {
      const input = parse(logoutInput, { ...asRecord(request.body), ...asRecord(request.params) });
      const told = { providerId: input.providerId, token: input.logout_token };
      await signOutByProvider(runtime, told, { requestId: request.id });
      return reply.code(200).send({});
    });
  });
}
