import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Answer, Client } from "./client.ts";
import { startExternal, type External } from "./external.ts";
import { useFolder } from "./folder.ts";
import { runBeredd } from "./product.ts";
import { useServing } from "./serving.ts";

// Secrets with a mark in them are put in wherever one goes; the mark must come out nowhere.

const MARK = "hemlis7Q4z";
const password = `en lång mening med ${MARK}`;
const serving = useServing();
const answers: Answer[] = [];
let admin: Client;

const kept = async <Of extends Answer>(asked: Promise<Of>): Promise<Of> => {
  const answer = await asked;
  answers.push(answer);
  return answer;
};

/** Every row of every table as text, save for what is hashed and encrypted: whoever reads the database finds no secret. */
async function database(): Promise<string> {
  const { rows: tables } = await serving.house.owner.query<{ name: string }>(
    "select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema')",
  );
  const all: string[] = [];
  for (const { name } of tables) {
    const { rows } = await serving.house.owner.query<{ row: string }>(`select t::text as row from ${name} t`);
    all.push(...rows.map(({ row }) => row));
  }
  return all.join("\n");
}

beforeAll(async () => {
  admin = await serving.signedIn("administrator");
  const { root } = serving.house.units;
  const person = {
    email: "marked@test.example",
    name: "Märkt",
    password,
    grants: [{ role: "reader", unitId: root }],
  };
  await kept(admin.post("/api/v1/people", person, { "idempotency-key": "once" }));
  await kept(admin.post("/api/v1/people", person, { "idempotency-key": "once" }));
  // Refused for its length, and for what else is wrong: the sentence says which field, not what was in it.
  await kept(admin.post("/api/v1/people", { ...person, password: MARK.slice(0, 4) + MARK, grants: "no" }));
  await kept(admin.post("/api/v1/people", `{"password": "${MARK}`));
  const client = serving.client();
  await kept(client.post("/api/v1/session", { email: person.email, password }));
  await kept(client.get("/api/v1/session"));
  await kept(serving.client().post("/api/v1/session", { email: person.email, password: `${MARK} fel` }));
  await kept(serving.client().post("/api/v1/session", { email: MARK, password: [MARK] }));
  await kept(
    serving
      .client()
      .get("/api/v1/units", { cookie: `beredd_session=${MARK}`, authorization: `Bearer ${MARK}` }),
  );
  for (const url of [
    `https://user:${MARK}@files.example/a.csv`,
    `https://127.0.0.1/${MARK}`,
    `ftp://${MARK}`,
  ]) {
    const rhythm = { kind: "nightly", at: "02:30" };
    const schedule = {
      name: "Varje natt",
      kind: "address",
      place: url,
      profileKey: "topdesk",
      rhythm,
    };
    await kept(admin.post("/api/v1/import-schedules", schedule));
  }
});

describe("a secret", () => {
  test("stands in no answer: neither what was taken, nor what was refused, nor what could not be read", () => {
    expect(answers.filter(({ text }) => text.includes(MARK)).map(({ text }) => text)).toEqual([]);
    expect(answers.filter(({ status }) => status >= 500).map(({ text }) => text)).toEqual([]);
    expect(answers.map(({ status }) => status)).toEqual(expect.arrayContaining([200, 201, 400, 401]));
  });

  test("stands in no line of the log, however much is logged, and in no figure", async () => {
    expect(serving.logged().length).toBeGreaterThan(500);
    expect(serving.logged()).not.toContain(MARK);
    expect((await serving.client().get("/metrics")).text).not.toContain(MARK);
  });

  test("stands nowhere in the database, the journal, its bodies and kept answers included", async () => {
    const all = await database();
    expect(all).toContain("marked@test.example");
    expect(all).not.toContain(MARK);
  });

  test("that holds a session is no cookie that the database, the log or an answer could give away", async () => {
    const token = admin.cookies.get("beredd_session") ?? "";
    expect(token.length).toBeGreaterThan(20);
    expect(await database()).not.toContain(token);
    expect(serving.logged()).not.toContain(token);
    expect(answers.filter(({ text }) => text.includes(token))).toEqual([]);
  });
});

describe("the password of the database", () => {
  let external: External;
  const folder = useFolder();
  beforeAll(async () => {
    external = await startExternal();
  }, 60_000);
  afterAll(() => external.stop());

  const address = (change: (url: URL) => void): string => {
    const url = new URL(external.url);
    url.password = MARK;
    change(url);
    return url.href;
  };
  const run = async (url: string) => {
    const args = ["migrate", "--data", folder.path];
    return runBeredd(args, { DATABASE_URL: url, BEREDD_LOG_LEVEL: "debug" });
  };

  test.each([
    ["is wrong", (_url: URL) => undefined],
    ["is for a server that is not there", (url: URL) => void (url.port = "1")],
  ])("is not told where it %s", { timeout: 60_000 }, async (_what, change) => {
    const { code, stdout, stderr } = await run(address(change));
    expect(code, stderr).not.toBe(0);
    expect(stderr).not.toBe("");
    expect(stdout + stderr).not.toContain(MARK);
  });

  test("is not told where the configuration is refused", { timeout: 60_000 }, async () => {
    const { code, stderr } = await run(`mysql://user:${MARK}@db.example/x`);
    expect(code).not.toBe(0);
    expect(stderr).toContain("DATABASE_URL");
    expect(stderr).not.toContain(MARK);
  });
});
