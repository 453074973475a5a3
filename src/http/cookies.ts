import { randomBytes } from "node:crypto";
import type { FastifyReply, FastifyRequest } from "fastify";

export interface CookieRules {
  /** Behind TLS: cookies are Secure and carry the __Host- prefix. */
  secure: boolean;
}

const plain = {
  session: "beredd_session",
  csrf: "beredd_csrf",
  step: "beredd_step",
  device: "beredd_device",
} as const;
type CookieName = keyof typeof plain;

const nameOf = (cookie: CookieName, rules: CookieRules) =>
  rules.secure ? `__Host-${plain[cookie]}` : plain[cookie];

/** The cookie's value; undefined where the request has none. */
export function cookieOf(request: FastifyRequest, cookie: CookieName, rules: CookieRules) {
  return request.cookies[nameOf(cookie, rules)];
}

function commonTo(endsAt: string, { secure }: CookieRules) {
  return { path: "/", secure, sameSite: "lax", expires: new Date(endsAt) } as const;
}

export interface TokenUntil {
  token: string;
  endsAt: string;
}

/** The session, which scripts cannot read, and the token that only our own page can. A half-way step is over. */
export function setSessionCookies(reply: FastifyReply, session: TokenUntil, rules: CookieRules): void {
  const common = commonTo(session.endsAt, rules);
  reply.setCookie(nameOf("session", rules), session.token, { ...common, httpOnly: true });
  const csrf = randomBytes(18).toString("base64url");
  reply.setCookie(nameOf("csrf", rules), csrf, { ...common, httpOnly: false });
}

/** Half-way through signing in: the next step is answered by the browser that took the last. */
export function setStepCookie(reply: FastifyReply, step: TokenUntil, rules: CookieRules): void {
  const options = { ...commonTo(step.endsAt, rules), httpOnly: true };
  reply.setCookie(nameOf("step", rules), step.token, options);
}

/** The browser is known as somebody's: it stays when they sign out, and opens nothing. */
export function setDeviceCookie(reply: FastifyReply, device: TokenUntil, rules: CookieRules): void {
  const options = { ...commonTo(device.endsAt, rules), sameSite: "strict", httpOnly: true } as const;
  reply.setCookie(nameOf("device", rules), device.token, options);
}

export function clearCookies(reply: FastifyReply, cookies: readonly CookieName[], rules: CookieRules): void {
  for (const cookie of cookies) reply.clearCookie(nameOf(cookie, rules), { path: "/", secure: rules.secure });
}
