import { once } from "node:events";
import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { describe, expect, test } from "vitest";
import type { Client } from "../../../test/client.ts";
import { useServing } from "../../../test/serving.ts";
import { registry } from "../../house.ts";
import { defaultLimits } from "../../platform/limits.ts";
import { costOf, dearer } from "./rates.ts";

const limits = { ...defaultLimits, read: 5, search: 3, write: 4, heavy: 2, anonymous: 30, streams: 2 };
const serving = useServing({ guarding: { limits, trustedProxies: ["loopback"] } });
const alone = useServing({ guarding: { limits: { ...limits, anonymous: 8 }, trustedProxies: [] } });
const impatient = useServing({ guarding: { limits: { ...defaultLimits, patience: 1, streams: 2 } } });

const untilRefused = async (ask: () => Promise<{ status: number }>): Promise<number> => {
  for (let asked = 0; asked < 100; asked += 1) if ((await ask()).status === 429) return asked;
  return Number.POSITIVE_INFINITY;
};
const from = (address: string) => ({ "x-forwarded-for": address });

describe("each person has so much a minute, by what it costs", () => {
  test.each([
    ["read", 5, (client: Client) => client.get("/api/v1/units")],
    ["search", 3, (client: Client) => client.get("/api/v1/search?q=x")],
    ["write", 4, (client: Client) => client.post("/api/v1/units", { name: "" })],
    ["heavy", 2, (client: Client) => client.get("/api/v1/unit-export?format=csv")],
  ])("%s: %i", async (_kind, many, ask) => {
    const client = await serving.signedIn("administrator");
    expect(await untilRefused(() => ask(client))).toBe(many);
    expect(await untilRefused(() => ask(client))).toBe(0);
  });

  test("and is told when to come again, as a problem, in the reader's language", async () => {
    const client = await serving.signedIn("reader");
    await untilRefused(() => client.get("/api/v1/units"));
    const answer = await client.get("/api/v1/units", { "accept-language": "en" });
    expect(Number(answer.headers.get("retry-after"))).toBeGreaterThanOrEqual(1);
    expect(answer.headers.get("content-type")).toContain("application/problem+json");
    expect(answer.body).toMatchObject({
      status: 429,
      code: "rate.exceeded",
      title: "Too many requests in a short time.",
    });
    expect(answer.headers.get("x-content-type-options")).toBe("nosniff");
  });

  test("in all sessions together, and nothing of it is the neighbour's behind the same address", async () => {
    const account = await serving.account("reader");
    const [one, two] = [serving.client(), serving.client()];
    for (const client of [one, two]) await client.post("/api/v1/session", account, from("192.0.2.50"));
    await untilRefused(() => one.get("/api/v1/units", from("192.0.2.50")));
    expect((await two.get("/api/v1/units", from("192.0.2.50"))).status).toBe(429);
    const neighbour = serving.client();
    await neighbour.post("/api/v1/session", await serving.account("reader"), from("192.0.2.50"));
    expect((await neighbour.get("/api/v1/units", from("192.0.2.50"))).status).toBe(200);
  });

  test("and what was refused stands in the metrics", async () => {
    const { text: metrics } = await serving.client().get("/metrics");
    expect(metrics).toMatch(/beredd_http_refused_total\{reason="rate-read"\} [1-9]/u);
    expect(metrics).toMatch(/beredd_http_refused_total\{reason="rate-heavy"\} [1-9]/u);
  });

  test("every name with a price of its own is an operation that stands", () => {
    const names = new Set(registry.operations.map(({ name }) => name));
    expect(Object.keys(dearer).filter((name) => !names.has(name))).toEqual([]);
    const costs = Object.groupBy(registry.operations, costOf);
    expect(costs.heavy?.map(({ name }) => name)).toEqual(
      expect.arrayContaining(["incident.export", "report.document"]),
    );
  });
});

describe("each address has so much a minute for what shows no session that holds", () => {
  test("whatever is asked for, and its neighbours have theirs", async () => {
    const stranger = serving.client();
    expect(await untilRefused(() => stranger.get("/api/v1/units", from("192.0.2.1")))).toBe(30);
    expect((await stranger.get("/api/v1/units", from("192.0.2.2"))).status).toBe(401);
  });

  test("also where it makes sessions up: then they are not even looked for", async () => {
    const made = async (n: number) =>
      serving.client().get("/api/v1/units", { ...from("192.0.2.3"), cookie: `beredd_session=made-up-${n}` });
    let n = 0;
    expect(await untilRefused(() => made((n += 1)))).toBe(30);
  });

  test("and a session that was good is not shut out by them", async () => {
    const client = serving.client();
    await client.post("/api/v1/session", await serving.account("reader"), from("192.0.2.4"));
    expect((await client.get("/api/v1/units", from("192.0.2.4"))).status).toBe(200);
    let n = 0;
    await untilRefused(() =>
      serving.client().get("/api/v1/units", { ...from("192.0.2.4"), cookie: `beredd_session=x${(n += 1)}` }),
    );
    expect((await client.get("/api/v1/units", from("192.0.2.4"))).status).toBe(200);
  });

  test("a guess at a password costs five looks", async () => {
    const wrong = { email: "nobody@test.example", password: "fel lösenord här" };
    const guess = () => serving.client().post("/api/v1/session", wrong, from("192.0.2.5"));
    expect(await untilRefused(guess)).toBeLessThanOrEqual(6);
  });

  test("and gets no new one by saying that it comes from elsewhere, where no proxy is trusted", async () => {
    let n = 0;
    expect(await untilRefused(() => alone.client().get("/api/v1/units", from(`192.0.2.${(n += 1)}`)))).toBe(
      8,
    );
  });
});

describe("open connections", () => {
  test("each person holds so many event streams, and one that closes makes room", async () => {
    const { cookie } = await impatient.signedIn("reader");
    const open = async () => {
      const ending = new AbortController();
      const answer = await fetch(`${impatient.address}/api/v1/events`, {
        headers: { cookie },
        signal: ending.signal,
      });
      return { status: answer.status, retry: answer.headers.get("retry-after"), end: () => ending.abort() };
    };
    const [first, second] = [await open(), await open()];
    expect([first.status, second.status]).toEqual([200, 200]);
    expect(await open()).toMatchObject({ status: 429, retry: "30" });
    first.end();
    await expect.poll(async () => (await open()).status).toBe(200);
    second.end();
  });

  const half = async (bytes: string) => {
    const { hostname, port } = new URL(impatient.address);
    const socket = connect(Number(port), hostname);
    await once(socket, "connect");
    socket.write(bytes);
    return text(socket);
  };

  test("headers that do not come whole are not waited for", async () => {
    expect(await half("GET /api/v1/bootstrap HTTP/1.1\r\nHost: localhost\r\nX-A: ")).toMatch(
      /^HTTP\/1\.1 408 /u,
    );
  });

  test("neither is a body", async () => {
    const lines = [
      "POST /api/v1/session HTTP/1.1",
      "Host: localhost",
      "Content-Type: application/json",
      "Content-Length: 100",
    ];
    expect(await half(`${lines.join("\r\n")}\r\n\r\n{"email":`)).toMatch(
      /^HTTP\/1\.1 408 [^]*input\.too-slow/u,
    );
  });

  test("nor a file that stops coming, and nothing of it is kept", async () => {
    const client = await impatient.signedIn("administrator");
    const lines = [
      "POST /api/v1/files HTTP/1.1",
      "Host: localhost",
      "Content-Type: application/octet-stream",
      "Content-Length: 100000",
      `Cookie: ${client.cookie}`,
      `X-Beredd-Csrf: ${client.csrf}`,
    ];
    await half(`${lines.join("\r\n")}\r\n\r\nabc`).catch(String);
    const kept = () => impatient.house.owner.query("select 1 from file");
    await expect.poll(async () => (await kept()).rowCount).toBe(0);
  });
});
