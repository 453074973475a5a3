import { once } from "node:events";
import { mkdtemp, writeFile } from "node:fs/promises";
import { connect } from "node:net";
import os from "node:os";
import path from "node:path";
import { text } from "node:stream/consumers";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { useServing } from "../../../test/serving.ts";
import { canonicalAddress } from "./canonical.ts";
import { knownHosts, nameIn } from "./hosts.ts";

const webRoot = await mkdtemp(path.join(os.tmpdir(), "beredd-web-"));
await writeFile(path.join(webRoot, "index.html"), "<!doctype html><title>Beredd</title>");
const serving = useServing({ webRoot });
const behindTls = useServing({
  publicUrl: "https://beredd.example",
  guarding: { hosts: ["beredd-inside"], trustedProxies: ["192.0.2.1"] },
});

/** Bytes as they are, which `fetch` would not send. */
async function raw(address: string, request: string): Promise<string> {
  const { hostname, port } = new URL(address);
  const socket = connect(Number(port), hostname);
  await once(socket, "connect");
  socket.write(request);
  return text(socket);
}
const asking = (lines: string[]) => `${lines.join("\r\n")}\r\nConnection: close\r\n\r\n`;
const statusOf = (answer: string) => Number(/^HTTP\/1\.1 (\d{3})/u.exec(answer)?.[1]);

const everywhere = [
  ["x-content-type-options", "nosniff"],
  ["x-frame-options", "DENY"],
  ["referrer-policy", "same-origin"],
  ["cross-origin-opener-policy", "same-origin"],
  ["cross-origin-resource-policy", "same-origin"],
] as const;

describe("no spelling of an address goes past the guards", () => {
  test.each([
    "/%61pi/v1/units",
    "/ap%69/%76%31/units",
    "http://beredd.example/api/v1/units",
    "/%61%70%69/v1/units?a=1",
  ])("%s", async (at) => {
    const { host } = new URL(serving.address);
    const foreign = ["Origin: https://evil.example", "Sec-Fetch-Site: cross-site"];
    const answer = await raw(serving.address, asking([`GET ${at} HTTP/1.1`, `Host: ${host}`, ...foreign]));
    expect(statusOf(answer)).toBe(403);
    expect(answer.toLowerCase()).toContain("cache-control: no-store");
    expect(answer).toContain("sandbox");
  });

  test("and what is written plainly is read as it stands", () => {
    fc.assert(
      fc.property(fc.webPath(), fc.webQueryParameters(), (pathname, query) => {
        const address = `/x${pathname}?${query}`;
        const canonical = canonicalAddress(address);
        expect(decodeURIComponent(canonical)).toBe(decodeURIComponent(address));
        expect(canonicalAddress(canonical)).toBe(canonical);
      }),
    );
  });
});

describe("every answer carries the headers that keep it to itself", () => {
  test.each([
    ["a page", "/", 200],
    ["data", "/api/v1/bootstrap", 200],
    ["an address that is not there", "/api/v1/nothing", 404],
    ["what nobody may see", "/api/v1/incidents", 401],
    ["an address that cannot be read", "/api/v1/units/%zz", 400],
    ["a parameter of three hundred characters", `/api/v1/units/${"x".repeat(300)}`, 404],
    ["the documentation", "/api/docs", 200],
    ["health", "/health/live", 200],
    ["metrics", "/metrics", 200],
  ])("%s", async (_what, at, status) => {
    const answer = await serving.client().get(at);
    expect(answer.status).toBe(status);
    for (const [name, value] of everywhere) expect(answer.headers.get(name), name).toBe(value);
    expect(answer.headers.get("permissions-policy")).toContain("camera=()");
    const policy = answer.headers.get("content-security-policy") ?? "";
    expect(policy).toMatch(/^default-src 'none'/u);
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/unsafe|\*|https?:/u);
    expect(answer.headers.get("strict-transport-security")).toBeNull();
  });

  test("an event stream, too", async () => {
    const client = await serving.signedIn("reader");
    const ending = new AbortController();
    const answer = await fetch(`${serving.address}/api/v1/events`, {
      headers: { cookie: client.cookie },
      signal: ending.signal,
    });
    for (const [name, value] of everywhere) expect(answer.headers.get(name), name).toBe(value);
    expect(answer.headers.get("cache-control")).toBe("no-store");
    ending.abort();
  });

  test("what is no HTTP is answered with a problem, in the same way", async () => {
    const answer = await raw(serving.address, "GET / HTTP/1.1\r\nHost: localhost\r\nBad header\r\n\r\n");
    expect(statusOf(answer)).toBe(400);
    expect(answer).toContain("content-type: application/problem+json");
    expect(answer).toContain("x-content-type-options: nosniff");
    expect(answer).not.toContain("Bad header");
  });

  test("data is kept by no cache and runs nothing, whatever is opened as a page", async () => {
    const answer = await serving.client().get("/api/v1/bootstrap");
    expect(answer.headers.get("cache-control")).toBe("no-store");
    expect(answer.headers.get("content-security-policy")).toContain("sandbox");
  });

  test("TLS for good is said where there is TLS, and only there", async () => {
    const answer = await behindTls.client().get("/api/v1/bootstrap");
    expect(answer.headers.get("strict-transport-security")).toBe("max-age=31536000; includeSubDomains");
  });
});

describe("a name that is not ours", () => {
  const ask = async (address: string, host: string, at = "/api/v1/bootstrap") =>
    statusOf(await raw(address, asking([`GET ${at} HTTP/1.1`, `Host: ${host}`])));

  test("gets no answer: a page elsewhere that makes its own name lead here reads nothing", async () => {
    for (const host of [
      "evil.example",
      "localhost.evil.example",
      "127.0.0.1.evil.example:80",
      "beredd.example",
    ])
      expect(await ask(serving.address, host), host).toBe(421);
    expect(await ask(serving.address, "evil.example", "/")).toBe(421);
    expect(await ask(serving.address, "evil.example", "/metrics")).toBe(421);
  });

  test("is neither localhost, nor an address, nor one that is configured", async () => {
    for (const host of ["localhost", "localhost:8377", "LOCALHOST", "127.0.0.1", "[::1]:80", "10.1.2.3"])
      expect(await ask(serving.address, host), host).toBe(200);
    for (const host of ["beredd.example", "beredd.example:443", "beredd-inside:8377"])
      expect(await ask(behindTls.address, host), host).toBe(200);
    expect(await ask(behindTls.address, "other.example")).toBe(421);
  });

  test("is not taken from what a client says of its proxy", async () => {
    const lines = ["GET /api/v1/bootstrap HTTP/1.1", "Host: evil.example", "X-Forwarded-Host: localhost"];
    expect(statusOf(await raw(serving.address, asking(lines)))).toBe(421);
  });

  test("hinders nobody who asks whether we are well", async () => {
    expect(await ask(serving.address, "pod-7.cluster.example", "/health/live")).toBe(200);
  });

  test.each(["", " ", "a b", "a/b", "a@b", "a,b", "http://a", "å"])("is no name at all: %j", (header) => {
    expect(nameIn(header)).toBeNull();
  });

  test("is compared whole, without port, case and last dot", () => {
    const known = knownHosts("https://Beredd.Example:8443/", []);
    expect(known(nameIn("beredd.EXAMPLE.:9") ?? "")).toBe(true);
    expect(known(nameIn("x.beredd.example") ?? "")).toBe(false);
  });
});

describe("a page of another site", () => {
  const foreign: Record<string, string>[] = [
    { "sec-fetch-site": "cross-site", "sec-fetch-mode": "cors" },
    { "sec-fetch-site": "same-site", "sec-fetch-mode": "no-cors" },
    { "sec-fetch-site": "cross-site", "sec-fetch-mode": "websocket" },
    { origin: "https://evil.example" },
    { origin: "null" },
    { origin: "http://localhost:1" },
    { origin: "file://" },
  ];

  test("reads nothing, writes nothing and follows no events, whoever is signed in here", async () => {
    const client = await serving.signedIn("administrator");
    for (const headers of foreign) {
      for (const at of ["/api/v1/units", "/api/v1/events", "/api/v1/session"])
        expect((await client.get(at, headers)).body, `${at} ${JSON.stringify(headers)}`).toMatchObject({
          status: 403,
          code: "origin.refused",
        });
      const written = await client.post("/api/v1/units", { name: "X", kind: "unit" }, headers);
      expect(written.body).toMatchObject({ code: "origin.refused" });
    }
  });

  test("signs nobody in", async () => {
    const account = await serving.account("reader");
    for (const headers of foreign)
      expect((await serving.client().post("/api/v1/session", account, headers)).status).toBe(403);
  });

  test("may hold a link that somebody follows; not one that opens the stream", async () => {
    const client = await serving.signedIn("administrator");
    // fetch writes its own Sec-Fetch-Mode over ours.
    const follow = async (at: string) => {
      const lines = [`GET ${at} HTTP/1.1`, "Host: localhost", `Cookie: ${client.cookie}`];
      const followed = ["Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: navigate"];
      return statusOf(await raw(serving.address, asking([...lines, ...followed])));
    };
    expect(await follow("/api/v1/units")).toBe(200);
    expect(await follow("/api/v1/events")).toBe(403);
  });

  test("is told from our own, by the public address or by the one that was asked", async () => {
    const client = await serving.signedIn("administrator");
    const own = { origin: serving.address, "sec-fetch-site": "same-origin", "sec-fetch-mode": "cors" };
    expect((await client.get("/api/v1/units", own)).status).toBe(200);
    const account = await behindTls.account("reader");
    const proxied = { origin: "https://beredd.example", "sec-fetch-site": "same-origin" };
    expect((await behindTls.client().post("/api/v1/session", account, proxied)).status).toBe(200);
    const plain = { origin: "http://beredd.example" };
    expect((await behindTls.client().post("/api/v1/session", account, plain)).status).toBe(403);
  });
});

test("an export of what cannot be read is refused in words, not broken off half-way", async () => {
  const client = await serving.signedIn("administrator");
  const answer = await client.get("/api/v1/unit-export?format=csv&q=%00");
  expect(answer.status).toBe(400);
  expect(answer.body).toMatchObject({ code: "input.invalid" });
});
