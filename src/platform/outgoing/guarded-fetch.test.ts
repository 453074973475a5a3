import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Resolve } from "./ask.ts";
import { guardedFetch, type Guard } from "./guarded-fetch.ts";

interface Seen {
  method: string;
  url: string;
  headers: IncomingMessage["headers"];
  body: string;
}

let server: Server;
let port = 0;
let seen: Seen[] = [];
/** The names that were looked up, in order; each is answered from the table. */
let asked: string[] = [];
const names: Record<string, string[]> = {
  "provider.example": ["127.0.0.1"],
  "inside.example": ["127.0.0.1"],
  "metadata.example": ["169.254.169.254"],
  "mapped.example": ["::ffff:127.0.0.1", "64:ff9b::7f00:1"],
  "other.example": ["127.0.0.1"],
};

const resolve: Resolve = (host, _options, callback) => {
  asked.push(host);
  const addresses = names[host] ?? [];
  if (addresses.length === 0) callback(Object.assign(new Error("no such name"), { code: "ENOTFOUND" }), []);
  else
    callback(
      null,
      addresses.map((address) => ({ address, family: address.includes(":") ? 6 : 4 })),
    );
};

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { method = "", url = "", headers } = request;
  seen.push({ method, url, headers, body: await text(request) });
  const to = new URL(url, "http://x").searchParams.get("to");
  if (to !== null) response.writeHead(Number(url.slice(1, 4)), { location: to }).end("moved");
  else if (url === "/circle") response.writeHead(302, { location: "/circle" }).end();
  else if (url === "/large") response.end(Buffer.alloc(100_000));
  else if (url === "/packed")
    response.writeHead(200, { "content-encoding": "gzip" }).end(gzipSync("a".repeat(9_000)));
  else if (url === "/none") response.writeHead(204).end();
  else if (url !== "/slow") response.setHeader("content-type", "application/json").end('{"issuer":"x"}');
}

beforeAll(async () => {
  server = createServer((request, response) => void answer(request, response));
  const { promise, resolve: listening } = Promise.withResolvers<void>();
  server.listen(0, "127.0.0.1", () => listening());
  await promise;
  ({ port } = server.address() as AddressInfo);
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  seen = [];
  asked = [];
});

const fetchWith = (guard: Partial<Guard> = {}) =>
  guardedFetch({ allowed: ["provider.example"], seconds: 5, resolve, ...guard });
const at = (path: string, host = "provider.example") => `http://${host}:${port}${path}`;
const refused = { code: "address.refused" };

describe("a fetch that is guarded", () => {
  test("answers as fetch does, from a host that is allowed", async () => {
    const answer = await fetchWith()(at("/.well-known/openid-configuration"));
    expect(answer.status).toBe(200);
    expect(answer.url).toBe(at("/.well-known/openid-configuration"));
    expect(answer.headers.get("content-type")).toBe("application/json");
    expect(await answer.json()).toEqual({ issuer: "x" });
    expect((await fetchWith()(at("/none"))).body).toBeNull();
  });

  test("sends what it is given: method, headers and body", async () => {
    const body = new URLSearchParams({ grant_type: "authorization_code", code: "å" });
    await fetchWith()(at("/token"), { method: "POST", body, headers: { authorization: "Basic x" } });
    expect(seen).toMatchObject([
      {
        method: "POST",
        body: "grant_type=authorization_code&code=%C3%A5",
        headers: {
          authorization: "Basic x",
          "content-type": "application/x-www-form-urlencoded;charset=UTF-8",
        },
      },
    ]);
  });

  test("does not go where a name leads inside, whatever form the address has", async () => {
    for (const host of ["inside.example", "metadata.example", "mapped.example"])
      await expect(fetchWith()(`https://${host}:${port}/`)).rejects.toMatchObject(refused);
    expect(seen).toEqual([]);
  });

  test("connects to the address that was checked: the name is asked once", async () => {
    await fetchWith()(at("/"));
    expect(asked).toEqual(["provider.example"]);
  });

  test.each([
    "http://127.0.0.1/",
    "https://127.0.0.1/",
    "https://2130706433/",
    "https://[::ffff:7f00:1]/",
    "https://metadata.example/",
    "http://example.org/",
    "file:///etc/passwd",
    "data:text/plain,x",
  ])("does not follow a redirect to %s", async (to) => {
    for (const status of [301, 302, 303, 307, 308])
      await expect(fetchWith()(at(`/${status}?to=${encodeURIComponent(to)}`))).rejects.toMatchObject(refused);
    expect(seen).toHaveLength(5);
  });

  test("follows a redirect among what is allowed, and shows it where the caller asks to see it", async () => {
    const path = `/302?to=${encodeURIComponent("/there")}`;
    expect((await fetchWith()(at(path))).url).toBe(at("/there"));
    const shown = await fetchWith()(at(path), { redirect: "manual" });
    expect([shown.status, shown.headers.get("location")]).toEqual([302, "/there"]);
    await expect(fetchWith()(at(path), { redirect: "error" })).rejects.toMatchObject({
      code: "address.unanswered",
      params: { reason: "redirect" },
    });
  });

  test("a redirect to another host takes neither authorization nor cookies along, nor what was posted", async () => {
    const allowed = ["provider.example", "other.example"];
    const to = encodeURIComponent(at("/there", "other.example"));
    const init = {
      method: "POST",
      body: "secret",
      headers: { authorization: "Bearer x", cookie: "a=b", "x-kind": "y" },
    };
    await fetchWith({ allowed })(at(`/302?to=${to}`), init);
    expect(seen.at(-1)).toMatchObject({ method: "GET", url: "/there", body: "", headers: { "x-kind": "y" } });
    expect(seen.at(-1)?.headers).not.toHaveProperty("authorization");
    expect(seen.at(-1)?.headers).not.toHaveProperty("cookie");
    await fetchWith()(at(`/307?to=${encodeURIComponent("/there")}`), init);
    expect(seen.at(-1)).toMatchObject({
      method: "POST",
      body: "secret",
      headers: { authorization: "Bearer x" },
    });
  });

  test.each([
    ["/large", { maxBytes: 99_999 }, "size"],
    ["/slow", { seconds: 0.05 }, "timeout"],
    ["/packed", {}, "content-encoding"],
    ["/circle", {}, "redirects"],
  ])("ends by itself: %s", async (path, guard, reason) => {
    await expect(fetchWith(guard)(at(path))).rejects.toMatchObject({
      code: "address.unanswered",
      params: { host: "provider.example", reason },
    });
  });

  test("ends when its caller says so", async () => {
    const signal = AbortSignal.abort(new Error("enough"));
    await expect(fetchWith()(at("/slow"), { signal })).rejects.toThrow("enough");
  });

  test("says of a name that is nowhere only that", async () => {
    await expect(fetchWith()("https://nowhere.example/secret-path")).rejects.toMatchObject({
      params: { host: "nowhere.example", reason: "ENOTFOUND" },
    });
  });
});
