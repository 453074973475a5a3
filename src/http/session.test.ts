import { expect, test } from "vitest";
import { useServing } from "../../test/serving.ts";

const serving = useServing({
  exampleSignIns: [
    { email: "lead@exempelkommun.example", role: { sv: "Incidentledare", en: "Incident lead" } },
  ],
});
const unit = (name: string) => ({ parentId: serving.house.units.north, name, kind: "department" });

test("signing in sets a session that scripts cannot read and a token that our page can; signing out ends both", async () => {
  const { email, password } = await serving.account("reader");
  const client = serving.client();
  const answer = await client.post("/api/v1/session", { email: ` ${email.toUpperCase()} `, password });
  expect(answer.status).toBe(200);
  expect(answer.body).not.toHaveProperty("token");
  const [session = "", csrf = ""] = answer.headers.getSetCookie();
  expect(session).toMatch(/^beredd_session=.*HttpOnly.*SameSite=Lax/);
  expect(csrf).toMatch(/^beredd_csrf=/);
  expect(csrf).not.toContain("HttpOnly");
  expect((await client.get("/api/v1/session")).body).toMatchObject({ email });
  const stolen = serving.client();
  for (const [name, value] of client.cookies) stolen.cookies.set(name, value);
  expect((await client.send("DELETE", "/api/v1/session")).status).toBe(204);
  expect((await client.get("/api/v1/session")).status).toBe(401);
  expect((await stolen.get("/api/v1/session")).status).toBe(401);
});

test.each([
  ["no token", {}, (_csrf: string) => ({ "x-beredd-csrf": "" })],
  ["a wrong token", {}, (csrf: string) => ({ "x-beredd-csrf": csrf.replace(/./, "_") })],
  ["a token of other length in bytes", { csrf: "%C3%A9" }, () => ({ "x-beredd-csrf": "e" })],
  ["another site", {}, (csrf: string) => ({ "x-beredd-csrf": csrf, "sec-fetch-site": "cross-site" })],
  ["a sibling site", {}, (csrf: string) => ({ "x-beredd-csrf": csrf, "sec-fetch-site": "same-site" })],
])("a write with a session and %s is refused, and changes nothing", async (name, cookies, headers) => {
  const client = await serving.signedIn("administrator");
  if ("csrf" in cookies) client.cookies.set("beredd_csrf", cookies.csrf ?? "");
  const answer = await client.post("/api/v1/units", unit(name), headers(client.csrf));
  const foreign = /^(?:session\.csrf|origin\.refused)$/u;
  expect([answer.status, answer.body["code"]]).toEqual([403, expect.stringMatching(foreign)]);
  const { rowCount } = await serving.house.owner.query("select from unit where name = $1", [name]);
  expect(rowCount).toBe(0);
});

test("signing in from another site's page is refused", async () => {
  const { email, password } = await serving.account("reader");
  const answer = await serving
    .client()
    .post("/api/v1/session", { email, password }, { "sec-fetch-site": "cross-site" });
  expect(answer.body["code"]).toBe("origin.refused");
});

test("a session ends after two idle hours, and after twelve however busy; a page left open keeps it awake no longer", async () => {
  const { clock } = serving.house;
  const at = (time: string) => clock.set(`2023-04-12T${time}Z`);
  at("06:00:00");
  const busy = await serving.signedIn("reader");
  const idle = await serving.signedIn("reader");
  const status = async (client: typeof busy) => (await client.get("/api/v1/session")).status;
  at("07:59:59");
  expect(await status(idle)).toBe(200);
  at("09:59:58");
  expect(await status(idle)).toBe(200);
  at("11:59:58");
  expect(await status(idle)).toBe(401);
  for (const time of [
    "07:30:00",
    "09:00:00",
    "10:30:00",
    "12:00:00",
    "13:30:00",
    "15:00:00",
    "16:30:00",
    "17:59:59",
  ]) {
    at(time);
    expect(await status(busy)).toBe(200);
  }
  at("18:00:00");
  expect(await status(busy)).toBe(401);
  at("12:00:00");
});

test("the clock set back signs nobody out, and makes no session last for ever", async () => {
  const { clock } = serving.house;
  clock.set("2023-04-12T12:00:00Z");
  const client = await serving.signedIn("reader");
  clock.set("2023-04-12T10:00:00Z");
  expect((await client.get("/api/v1/session")).status).toBe(200);
  clock.set("2023-04-13T00:00:00Z");
  expect((await client.get("/api/v1/session")).status).toBe(401);
  clock.set("2023-04-12T12:00:00Z");
});

test("guessing is slowed for the account, also when it is sent all at once, and the right password waits too", async () => {
  const { email, password } = await serving.account("reader");
  const guess = (word: string, address: string) =>
    serving.client().post("/api/v1/session", { email, password: word }, { "x-forwarded-for": address });
  const answers = await Promise.all(
    Array.from({ length: 30 }, (_, number) => guess(`gissning nummer ${number}`, `192.0.2.${number}`)),
  );
  const statuses = answers.map((answer) => answer.status);
  expect(statuses.filter((status) => status === 401)).toHaveLength(10);
  expect(statuses.filter((status) => status === 429)).toHaveLength(20);
  const late = await guess(password, "192.0.2.99");
  expect(late.status).toBe(429);
  expect(Number(late.headers.get("retry-after"))).toBe(900);
  serving.house.clock.set("2023-04-12T12:15:01Z");
  expect((await guess(password, "192.0.2.99")).status).toBe(200);
  serving.house.clock.set("2023-04-12T12:00:00Z");
});

test("guessing many accounts from one address is slowed, and an unknown account answers as a known one", async () => {
  const from = { "x-forwarded-for": "198.51.100.7" };
  const codes = new Set<unknown>();
  for (let number = 0; number < 5; number += 1) {
    const answers = await Promise.all(
      Array.from({ length: 11 }, (_, index) =>
        serving
          .client()
          .post("/api/v1/session", { email: `${number}-${index}@test.example`, password: "x" }, from),
      ),
    );
    for (const answer of answers) codes.add(answer.body["code"]);
  }
  expect([...codes].sort((one, other) => String(one).localeCompare(String(other)))).toEqual([
    "session.too-many-attempts",
    "session.wrong-credentials",
  ]);
});

test("a successful sign-in counts as no attempt", async () => {
  const { email, password } = await serving.account("reader");
  for (let times = 0; times < 12; times += 1) {
    expect((await serving.client().post("/api/v1/session", { email, password })).status).toBe(200);
  }
});

test("a closed account neither signs in nor goes on", async () => {
  const account = await serving.account("reader");
  const client = serving.client();
  await client.post("/api/v1/session", account);
  await serving.house.owner.query("update person set active = false where id = $1", [account.id]);
  expect((await client.get("/api/v1/session")).status).toBe(401);
  expect((await serving.client().post("/api/v1/session", account)).body["code"]).toBe(
    "session.wrong-credentials",
  );
});

test("example sign-ins are told only where the example is loaded, and only to this machine by its own name", async () => {
  const told = async (headers = {}) =>
    "exampleSignIns" in (await serving.client().get("/api/v1/bootstrap", headers)).body;
  expect(await told()).toBe(false);
  await serving.house.owner.query("update organisation set is_example = true");
  expect(await told()).toBe(true);
  // As a proxy on this machine passes on a visitor's request.
  expect(await told({ "x-forwarded-for": "203.0.113.5" })).toBe(false);
  expect(await told({ "x-forwarded-host": "beredd.exempelkommun.example" })).toBe(false);
  await serving.house.owner.query("update organisation set is_example = false");
});
