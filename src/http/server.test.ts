import { Readable } from "node:stream";
import { beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import type { Client } from "../../test/client.ts";
import { useServing } from "../../test/serving.ts";
import { registry } from "../house.ts";
import { makeRegistry } from "../platform/registry.ts";
import { download } from "../platform/verb/download.ts";
import { query } from "../platform/verb/query.ts";

const broken = query({
  name: "test.broken",
  summary: "Fails in a way nobody foresaw.",
  http: { method: "GET", path: "/test/broken" },
  needs: "public",
  input: z.object({}),
  output: z.object({}),
  run: async () => {
    throw new Error("the password of the database is hunter2");
  },
});
const shapeless = query({
  name: "test.shapeless",
  summary: "Answers what does not fit its shape.",
  http: { method: "GET", path: "/test/shapeless" },
  needs: "public",
  input: z.object({}),
  output: z.object({ count: z.number() }),
  run: async () => ({ count: Number("no number") }),
});
const file = query({
  name: "test.file",
  summary: "Answers with a file of the name asked for.",
  http: { method: "GET", path: "/test/file" },
  needs: "public",
  input: z.object({ name: z.string() }),
  output: download("text/plain"),
  run: async ({ input }) => ({
    fileName: input.name,
    mediaType: "text/plain; charset=utf-8",
    body: Readable.from(["å"]),
  }),
});

const serving = useServing({
  registry: makeRegistry([...registry.features, { name: "test", operations: [broken, shapeless, file] }]),
});
let admin: Client;
beforeAll(async () => {
  admin = await serving.signedIn("administrator");
});
const unit = (name: string) => ({ parentId: serving.house.units.north, name, kind: "department" });
const english = { "accept-language": "en" };

describe("an error", () => {
  test("is a problem in the reader's language, with the request's id on both sides", async () => {
    const swedish = await serving.client().get("/api/v1/units");
    expect(swedish.headers.get("content-type")).toMatch(/^application\/problem\+json/);
    expect(swedish.headers.get("content-language")).toBe("sv");
    expect(swedish.body).toEqual({
      type: "/problems/session.required",
      title: "Du behöver logga in.",
      status: 401,
      detail: "Du behöver logga in.",
      instance: "/api/v1/units",
      code: "session.required",
      requestId: swedish.headers.get("x-request-id"),
    });
    const answers = await Promise.all(
      ["en", "en-GB,en;q=0.9,sv;q=0.8", "sv;q=0.5, en", "fr, en;q=0.3"].map((language) =>
        serving.client().get("/api/v1/units", { "accept-language": language }),
      ),
    );
    expect(answers.map((answer) => answer.body["title"])).toEqual(answers.map(() => "You need to sign in."));
  });

  test.each(["/api/v1/test/broken", "/api/v1/test/shapeless"])(
    "that nobody foresaw (%s) says nothing outside and everything to the log, under one id",
    async (path) => {
      const answer = await serving.client().get(path, english);
      expect(answer.status).toBe(500);
      expect(Object.keys(answer.body).sort()).toEqual([
        "code",
        "detail",
        "instance",
        "requestId",
        "status",
        "title",
        "type",
      ]);
      expect(answer.text).not.toMatch(/hunter2|count|\.ts|at /);
      const logged = serving
        .logged()
        .split("\n")
        .filter((line) => line.includes(String(answer.body["requestId"])));
      expect(logged.join("")).toMatch(/hunter2|does not fit its shape/);
    },
  );

  test("in the input names every fault at its place, in both languages", async () => {
    const send = (headers: Record<string, string>) =>
      admin.post("/api/v1/units", { parentId: "x", name: "", peopleCount: -1 }, headers);
    const [sv, en] = [await send({}), await send(english)];
    expect(sv.body.errors).toContainEqual({ path: "name", message: "Får inte vara tomt." });
    expect(en.body.errors).toContainEqual({ path: "name", message: "Must not be empty." });
    expect(en.body.errors?.map((fault) => fault.path).sort()).toEqual([
      "kind",
      "name",
      "parentId",
      "peopleCount",
    ]);
  });

  test("keeps to the request's own id: a client's is not taken", async () => {
    const answer = await serving.client().get("/api/v1/units", { "x-request-id": "forged" });
    expect(answer.headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
  });
});

describe("an edit", () => {
  const made = async (name: string) => String((await admin.post("/api/v1/units", unit(name))).body["id"]);

  test("answers its version as ETag, and takes it back in If-Match, weakened by a proxy or not", async () => {
    const id = await made("Versioner");
    const first = await admin.patch(`/api/v1/units/${id}`, { name: "Ett" }, { "if-match": '"v1"' });
    expect([first.status, first.headers.get("etag")]).toEqual([200, '"v2"']);
    const second = await admin.patch(`/api/v1/units/${id}`, { name: "Två" }, { "if-match": 'W/"v2"' });
    expect([second.status, second.headers.get("etag")]).toEqual([200, '"v3"']);
    expect((await admin.get(`/api/v1/units/${id}`)).headers.get("etag")).toBe('"v3"');
  });

  test("on an old version is refused with the record as it is now", async () => {
    const id = await made("Gammal");
    await admin.patch(`/api/v1/units/${id}`, { name: "Ny" }, { "if-match": '"v1"' });
    const answer = await admin.patch(`/api/v1/units/${id}`, { name: "Sen" }, { "if-match": '"v1"' });
    expect([answer.status, answer.body["code"]]).toEqual([412, "record.stale"]);
    expect(answer.body["current"]).toMatchObject({ name: "Ny", version: 2 });
  });

  test("keeps to the header where the body says another version, and refuses a header it cannot read", async () => {
    const id = await made("Villkor");
    const header = await admin.patch(
      `/api/v1/units/${id}`,
      { name: "X", version: 1 },
      { "if-match": '"v7"' },
    );
    expect(header.status).toBe(412);
    const unread = await admin.patch(
      `/api/v1/units/${id}`,
      { name: "X", version: 1 },
      { "if-match": '"abc"' },
    );
    expect([unread.status, unread.body.errors?.[0]?.path]).toEqual([400, "If-Match"]);
    const none = await admin.patch(`/api/v1/units/${id}`, { name: "X" });
    expect([none.status, none.body.errors?.[0]?.path]).toEqual([400, "version"]);
  });
});

test("the same Idempotency-Key makes one record however often it is sent", async () => {
  const headers = { "idempotency-key": "0f1e2d" };
  const answers = await Promise.all(
    [1, 2, 3].map(() => admin.post("/api/v1/units", unit("En gång"), headers)),
  );
  expect(answers.map((answer) => answer.status)).toEqual([201, 201, 201]);
  expect(new Set(answers.map((answer) => answer.body["id"])).size).toBe(1);
  const other = await admin.post("/api/v1/units", unit("En annan"), headers);
  expect([other.status, other.body["code"]]).toEqual([422, "idempotency.reused"]);
});

describe("what is no proper request", () => {
  const nested = `${"[".repeat(20_000)}${"]".repeat(20_000)}`;
  test.each([
    ["malformed JSON", '{"name": ', {}, 400, "input.invalid"],
    ["an empty body", "", {}, 400, "input.invalid"],
    ["a list where fields are wanted", "[1]", {}, 400, "input.invalid"],
    ["a text where fields are wanted", '"x"', {}, 400, "input.invalid"],
    ["a prototype to poison", '{"__proto__": {"admin": true}}', {}, 400, "input.invalid"],
    ["nested twenty thousand deep", `{"name": ${nested}}`, {}, 400, "input.invalid"],
    ["another media type", "<unit/>", { "content-type": "application/xml" }, 415, "media-type.unsupported"],
    [
      "a form of another site",
      "name=x",
      { "content-type": "application/x-www-form-urlencoded" },
      415,
      "media-type.unsupported",
    ],
    ["three megabytes", JSON.stringify({ name: "x".repeat(3_000_000) }), {}, 413, "input.too-large"],
  ])("%s", async (_name, body, headers, status, code) => {
    const answer = await admin.post("/api/v1/units", body, headers);
    expect([answer.status, answer.body["code"]]).toEqual([status, code]);
  });

  test("a text with a NUL character", async () => {
    const answer = await admin.post("/api/v1/units", unit("a\u0000b"));
    expect([answer.status, answer.body["code"]]).toEqual([400, "input.invalid"]);
    expect((await admin.get("/api/v1/units?q=%00")).status).toBe(400);
  });

  test("a query of sixteen thousand characters, or one that is no UTF-8, is refused and not understood", async () => {
    const long = await admin.get(`/api/v1/units?q=${"a".repeat(16_000)}`);
    expect([400, 414, 431]).toContain(long.status);
    expect((await admin.get("/api/v1/units?q=%ff%fe%00")).status).toBeLessThan(500);
    expect((await admin.get("/api/v1/units/%ff")).status).toBe(400);
  });

  test("an unknown address under /api is a problem and no page", async () => {
    const answer = await admin.get("/api/v1/nowhere", { accept: "text/html" });
    expect([answer.status, answer.body["code"]]).toEqual([404, "route.unknown"]);
    expect((await admin.send("DELETE", "/api/v1/units")).status).toBe(404);
  });
});

test("the name of a file cannot leave its header", async () => {
  const name = "a\"b\r\nset-cookie: x=1\\../åäö\ud800'(1)*;.csv";
  const answer = await serving
    .client()
    .get(`/api/v1/test/file?name=${encodeURIComponent(name.toWellFormed())}`);
  expect(answer.status).toBe(200);
  expect(answer.headers.get("set-cookie")).toBeNull();
  expect(answer.headers.get("content-disposition")).toMatch(
    /^attachment; filename="[\w.-]+"; filename\*=UTF-8''[\w.!~%-]+$/,
  );
});

test("every answer says that nothing of it is to be guessed, framed or kept", async () => {
  const { headers } = await serving.client().get("/api/v1/api-info");
  expect(headers.get("x-content-type-options")).toBe("nosniff");
  expect(headers.get("content-security-policy")).toContain("frame-ancestors 'none'");
  expect(headers.get("cache-control")).toBe("no-store");
});

test("the log of a session holds no address, name or search word of a person", async () => {
  const account = await serving.account("administrator");
  const client = serving.client();
  await client.post("/api/v1/session", account);
  await client.post("/api/v1/session", { ...account, password: "hemligt ord" });
  const person = {
    email: "anna.ek@test.example",
    name: "Anna Ek",
    password: "en lång mening duger",
    grants: [{ role: "reader", unitId: serving.house.units.root }],
  };
  expect((await client.post("/api/v1/people", person)).status).toBe(201);
  expect((await client.post("/api/v1/people", person)).status).toBe(409);
  await client.get("/api/v1/people?q=Anna%20Ek");
  await client.get("/api/v1/journal");
  await client.send("DELETE", "/api/v1/session");
  expect(serving.logged()).toContain("/api/v1/people");
  expect(serving.logged()).not.toMatch(/anna|hemligt|en lång mening|@test\.example/i);
  const metrics = await serving.client().get("/metrics");
  expect(metrics.text).not.toMatch(/anna|@test\.example/i);
});
