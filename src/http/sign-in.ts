import type { FastifyInstance, FastifyRequest } from "fastify";
import { nobody } from "../platform/actor.ts";
import type { Operation } from "../platform/registry.ts";
import { parse } from "../platform/verb/shape.ts";
import {
  beginPasskeySignIn,
  countAttempt,
  forgive,
  guessable,
  providerSignOut,
  renewing,
  renewSession,
  resetPassword,
  signIn,
  signInByBreakGlass,
  signInByEnrolling,
  signInByPasskey,
  signInBySecondFactor,
  signOut,
  viewPerson,
} from "../features/access/index.ts";
import {
  breakGlassSignIn,
  codeInput,
  passkeySignInInput,
  signInInput,
  takeResetInput,
} from "../features/access/contract.ts";
import { AppError } from "../shared/errors.ts";
import { clearCookies, cookieOf, setSessionCookies, setStepCookie } from "./cookies.ts";
import { mountProviders } from "./identity-providers.ts";
import { toFastifyPath } from "./mount.ts";
import { personOfRequest } from "./session.ts";
import {
  answerSignIn,
  baseOf,
  callOf,
  fromOf,
  requireOwnSite,
  stepOf,
  type SignInShell,
} from "./sign-in-answer.ts";

/** Sign-in, sign-out and "who am I": the only routes that touch cookies. */
export function mountSignIn(server: FastifyInstance, shell: SignInShell): void {
  const { runtime, rules } = shell;
  cookiesAlone(server);
  server.post("/api/v1/session", async (request, reply) => {
    requireOwnSite(request);
    const input = parse(signInInput, request.body);
    const outcome = await signIn(runtime, input, fromOf(request, rules), callOf(request));
    return answerSignIn(shell, request, reply, outcome);
  });
  for (const [path, take] of [
    ["/api/v1/session/second-factor", signInBySecondFactor],
    ["/api/v1/session/enrolment", signInByEnrolling],
  ] as const) {
    server.post(path, async (request, reply) => {
      requireOwnSite(request);
      const { code } = parse(codeInput, request.body);
      const step = { token: stepOf(request, rules), code };
      const outcome = await take(runtime, step, fromOf(request, rules), callOf(request));
      return answerSignIn(shell, request, reply, outcome);
    });
  }
  server.post("/api/v1/session/password-reset", async (request, reply) => {
    requireOwnSite(request);
    await resetPassword(
      runtime,
      parse(takeResetInput, request.body),
      fromOf(request, rules),
      callOf(request),
    );
    return reply.code(204).send();
  });
  mountPasskeys(server, shell);
  mountProviders(server, shell);
  server.post("/api/v1/session/break-glass", async (request, reply) => {
    requireOwnSite(request);
    const input = parse(breakGlassSignIn, request.body);
    const outcome = await signInByBreakGlass(runtime, input, fromOf(request, rules), callOf(request));
    return answerSignIn(shell, request, reply, outcome);
  });
  server.get("/api/v1/session", async (request) => {
    const actor = await personOfRequest(runtime, request, rules);
    if (actor === null) throw new AppError("session.required");
    return viewPerson(runtime.db, actor.id, actor.sessionId);
  });
  server.delete("/api/v1/session", async (request, reply) => {
    const actor = (await personOfRequest(runtime, request, rules)) ?? nobody;
    const token = cookieOf(request, "session", rules);
    clearCookies(reply, ["session", "csrf", "step"], rules);
    if (token === undefined) return reply.code(204).send();
    const signOutAt = await providerSignOut(runtime, token, baseOf(shell, request));
    await signOut.call(runtime, actor, { token }, callOf(request));
    return signOutAt === null ? reply.code(204).send() : reply.send({ signOutAt });
  });
  slowGuessing(server, shell);
  renewAfter(server, shell);
}

/**
 * Nothing about sessions is a key's: whose it is, is not told to whoever found it, and what it began here would end
 * as a way in to its owner's whole account.
 */
function cookiesAlone(server: FastifyInstance): void {
  server.addHook("onRequest", async (request) => {
    const { url } = request.routeOptions;
    if (url !== "/api/v1/session" && url?.startsWith("/api/v1/session/") !== true) return;
    if (request.headers.authorization !== undefined) throw new AppError("session.required");
  });
}

function mountPasskeys(server: FastifyInstance, shell: SignInShell): void {
  const { runtime, rules } = shell;
  server.post("/api/v1/session/passkey/challenge", async (request, reply) => {
    requireOwnSite(request);
    const { options, step } = await beginPasskeySignIn(runtime);
    setStepCookie(reply, step, rules);
    return { options };
  });
  server.post("/api/v1/session/passkey", async (request, reply) => {
    requireOwnSite(request);
    const { response } = parse(passkeySignInInput, request.body);
    const answer = { token: stepOf(request, rules), response };
    const outcome = await signInByPasskey(runtime, answer, fromOf(request, rules), callOf(request));
    return answerSignIn(shell, request, reply, outcome);
  });
}

const routesOf = (operations: readonly Operation[]): ReadonlySet<string> =>
  new Set(
    operations.flatMap(({ http }) =>
      http === undefined ? [] : [`${http.method} ${toFastifyPath(http.path)}`],
    ),
  );
const routeOf = (request: FastifyRequest) => `${request.method} ${request.routeOptions.url}`;

/** A change of what lets one in gives the session that made it a new token; the others ended with the change. */
function renewAfter(server: FastifyInstance, { runtime, rules }: SignInShell): void {
  const routes = routesOf(renewing);
  server.addHook("onSend", async (request, reply) => {
    if (reply.statusCode >= 300 || !routes.has(routeOf(request))) return;
    const actor = await personOfRequest(runtime, request, rules);
    const renewed = actor === null ? null : await renewSession(runtime.db, actor.sessionId);
    if (renewed !== null) setSessionCookies(reply, renewed, rules);
  });
}

/** Whoever sits at another's open session guesses no faster at their secrets than whoever stands at the door. */
function slowGuessing(server: FastifyInstance, { runtime, rules }: SignInShell): void {
  const routes = routesOf(guessable);
  const attempts = new WeakMap<FastifyRequest, string[]>();
  server.addHook("preHandler", async (request) => {
    if (!routes.has(routeOf(request))) return;
    const actor = await personOfRequest(runtime, request, rules);
    if (actor === null) return;
    // Not by the address: they are signed in, and the neighbours' failures are not theirs.
    const who = { account: `factor:${actor.id}` };
    attempts.set(request, await countAttempt(runtime.db, who, runtime.clock.now()));
  });
  server.addHook("onSend", async (request, reply) => {
    const attempt = attempts.get(request);
    if (attempt !== undefined && reply.statusCode < 300) await forgive(runtime.db, attempt);
  });
}
