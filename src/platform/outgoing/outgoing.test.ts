import { createServer, type Server } from "node:http";
import { text } from "node:stream/consumers";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { checkAddress, mayAsk } from "./addresses.ts";
import { fetchFile } from "./fetch-file.ts";

describe("an address that may be asked", () => {
  test.each([
    "127.0.0.1",
    "10.1.2.3",
    "172.16.0.1",
    "172.31.255.255",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "0.0.0.0",
    "255.255.255.255",
    "::1",
    "::",
    "fe80::1",
    "fd00::1",
    "::ffff:10.0.0.1",
    "::ffff:a00:1",
    "64:ff9b::a00:1",
    "2002:a00:1::",
    "::7f00:1",
    "ff02::1",
    "fe80::1%eth0",
    "fd00:ec2::254",
    "64:ff9b:1::1",
    "64:ff9b::a9fe:a9fe",
    "2001:0:4136:e378:8000:63bf:3fff:fdd2",
    "192.88.99.1",
    "198.19.255.255",
    "not an address",
  ])("is not %s", (address) => {
    expect(mayAsk(address, [])).toBe(false);
  });

  test.each(["8.8.8.8", "172.32.0.1", "192.167.0.1", "2606:4700::1111"])("may be %s", (address) => {
    expect(mayAsk(address, [])).toBe(true);
  });

  test("inside is asked only within the networks that are allowed", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 255 }), fc.integer({ min: 0, max: 255 }), (third, fourth) => {
        expect(mayAsk(`10.20.${third}.${fourth}`, ["10.20.30.0/24"])).toBe(third === 30);
        expect(mayAsk(`10.20.${third}.${fourth}`, ["10.20.30.40"])).toBe(third === 30 && fourth === 40);
      }),
    );
  });

  test.each([
    "http://example.org/a.csv",
    "ftp://example.org/a.csv",
    "file:///etc/passwd",
    "https://user:secret@example.org/",
    "https://127.0.0.1/",
    "https://0x7f000001/",
    "https://2130706433/",
    "https://0177.0.0.1/",
    "https://127.1/",
    "https://0/",
    "https://169.254.169.254/latest/meta-data/",
    "https://[fd00:ec2::254]/",
    "https://[64:ff9b::7f00:1]/",
    "https://１２７.０.０.１/",
    "https://127.0.0.1./",
    "https://[::1]/",
    "https://[::ffff:127.0.0.1]/",
    "no address",
  ])("is not written %s", (address) => {
    expect(() => checkAddress(address, [])).toThrow(expect.objectContaining({ code: "address.refused" }));
  });
});

describe("a file that is fetched", () => {
  let server: Server;
  let port = 0;
  beforeAll(async () => {
    server = createServer((request, response) => {
      if (request.url === "/file") response.end("a;b\r\n");
      else if (request.url === "/away") response.writeHead(302, { location: "http://localhost/" }).end();
      else if (request.url === "/to-file") response.writeHead(301, { location: "/file" }).end();
      else if (request.url === "/circle") response.writeHead(302, { location: "/circle" }).end();
      else response.writeHead(500).end();
    });
    const { promise, resolve } = Promise.withResolvers<void>();
    server.listen(0, "127.0.0.1", () => resolve());
    await promise;
    const address = server.address();
    if (typeof address === "object" && address !== null) ({ port } = address);
  });
  afterAll(() => void server.close());

  const ask = (url: string, allowed: readonly string[] = ["127.0.0.1"]) =>
    fetchFile(url, { allowed, idleSeconds: 5, signal: new AbortController().signal });

  test("comes from an address inside that is allowed, and by a redirect within it", async () => {
    expect(await text(await ask(`http://127.0.0.1:${port}/file`))).toBe("a;b\r\n");
    expect(await text(await ask(`http://127.0.0.1:${port}/to-file`))).toBe("a;b\r\n");
  });

  test("does not come by a name that leads inside", async () => {
    await expect(ask(`https://localhost:${port}/file`, [])).rejects.toMatchObject({
      code: "address.refused",
    });
  });

  test("does not come by a redirect to what is not allowed", async () => {
    await expect(ask(`http://127.0.0.1:${port}/away`)).rejects.toMatchObject({ code: "address.refused" });
  });

  test("does not come where the answer is no file, or redirects without end", async () => {
    await expect(ask(`http://127.0.0.1:${port}/else`)).rejects.toMatchObject({
      code: "address.failed",
      params: { reason: "HTTP 500" },
    });
    await expect(ask(`http://127.0.0.1:${port}/circle`)).rejects.toMatchObject({
      params: { reason: "redirects" },
    });
  });
});
