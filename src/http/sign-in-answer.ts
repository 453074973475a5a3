import type { FastifyReply, FastifyRequest } from "fastify";
import { nobody } from "../platform/actor.ts";
import type { Runtime } from "../platform/runtime.ts";
import { rememberDevice, signOut, type SignInFrom, type SignInOutcome } from "../features/access/index.ts";
import { AppError } from "../shared/errors.ts";
import {
  clearCookies,
  cookieOf,
  setDeviceCookie,
  setSessionCookies,
  setStepCookie,
  type CookieRules,
} from "./cookies.ts";

/** What every route of sign-in needs. */
export interface SignInShell {
  runtime: Runtime;
  rules: CookieRules;
}

export const callOf = (request: FastifyRequest) => ({ requestId: request.id });

/** A page of somebody else's must not sign a visitor in as somebody of its choosing. */
export function requireOwnSite(request: FastifyRequest): void {
  const site = request.headers["sec-fetch-site"];
  if (site !== undefined && site !== "same-origin" && site !== "none") throw new AppError("session.csrf");
}

export function fromOf(request: FastifyRequest, rules: CookieRules): SignInFrom {
  const userAgent = request.headers["user-agent"] ?? "";
  return { address: request.ip, userAgent, device: cookieOf(request, "device", rules) };
}

/** The address that people use; where none is configured, the one that was asked. */
export function baseOf({ runtime }: SignInShell, request: FastifyRequest): string {
  return runtime.publicUrl ?? `${request.protocol}://${request.host}`;
}

/** The token of the step that this browser is half-way through. Throws `session.step-over`. */
export function stepOf(request: FastifyRequest, rules: CookieRules): string {
  const token = cookieOf(request, "step", rules);
  if (token === undefined) throw new AppError("session.step-over");
  return token;
}

/** What was opened goes into cookies and ends what was open before in this browser; what is half-way, 202 and why. */
export async function answerSignIn(
  { runtime, rules }: SignInShell,
  request: FastifyRequest,
  reply: FastifyReply,
  outcome: SignInOutcome,
): Promise<unknown> {
  if (outcome.kind === "halfway") {
    if (outcome.step !== null) setStepCookie(reply, outcome.step, rules);
    reply.code(202);
    return outcome.next;
  }
  const before = cookieOf(request, "session", rules);
  if (before !== undefined) await signOut.call(runtime, nobody, { token: before }, callOf(request));
  setSessionCookies(reply, outcome, rules);
  clearCookies(reply, ["step"], rules);
  // What a sealed code opened is gone within the hour, and makes nobody known.
  if (outcome.person.breakGlassUntil === null)
    setDeviceCookie(reply, rememberDevice(runtime.keyring, outcome.person.id, runtime.clock.now()), rules);
  return outcome.recoveryCodes === null
    ? outcome.person
    : { person: outcome.person, recoveryCodes: outcome.recoveryCodes };
}
