import type { FastifyReply, FastifyRequest } from "fastify";

/**
 * For what browsers show. Script and style come from our own files only: nothing inline is written by the product,
 * React and ECharts set single properties through the DOM, which no policy forbids. Text becomes markup nowhere
 * (Trusted Types; web/trusted-types.ts holds the one policy). Images may be `data:` and `blob:`, because charts are
 * drawn to pictures that people save.
 */
const PAGES = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "object-src 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types default",
].join("; ");

/** For data and files: whatever they hold, opened as a page it may do nothing. */
const DATA = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox";

const refusedAbilities = [
  "accelerometer",
  "autoplay",
  "camera",
  "display-capture",
  "encrypted-media",
  "geolocation",
  "gyroscope",
  "magnetometer",
  "microphone",
  "midi",
  "payment",
  "usb",
  "xr-spatial-tracking",
];

const always = {
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "referrer-policy": "same-origin",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "origin-agent-cluster": "?1",
  "x-permitted-cross-domain-policies": "none",
  "permissions-policy": [
    ...refusedAbilities.map((ability) => `${ability}=()`),
    "publickey-credentials-create=(self)",
    "publickey-credentials-get=(self)",
  ].join(", "),
};

const STRICT_TRANSPORT = { "strict-transport-security": "max-age=31536000; includeSubDomains" };

/** Data, and what tells of the process: kept by no cache, and no page. */
const isData = (url: string) => /^\/(?:api\/v\d|health\/|metrics)/u.test(url);

/** Nothing from elsewhere, nothing inline, nobody may frame us; TLS for good where there is TLS. */
export function secureHeaders(url: string, secure: boolean): Record<string, string> {
  const data = isData(url);
  return {
    ...always,
    "content-security-policy": data ? DATA : PAGES,
    ...(url.startsWith("/api/") || data ? { "cache-control": "no-store" } : {}),
    ...(secure && STRICT_TRANSPORT),
  };
}

export function setSecureHeaders(request: FastifyRequest, reply: FastifyReply, secure: boolean): void {
  reply.header("x-request-id", request.id);
  reply.headers(secureHeaders(request.url, secure));
}
