import { expect, test } from "vitest";
import { Browser, startProvider } from "../../../../test/oidc.ts";
import { SECRET, useProvider } from "../../../../test/provider.ts";
import { useServing } from "../../../../test/serving.ts";

const serving = useServing({ reach: { allowedAddresses: ["127.0.0.1"] } });
const provider = useProvider(serving);
const isCallback = (address: string) => address.includes("/identity-providers/callback");

/** Goes there, and does something to the address at one place on the way. */
async function tampered(at: (address: string) => boolean, change: (url: URL) => void) {
  provider.newcomer({ groups: ["ledare"] });
  const browser = new Browser();
  const place = new URL(await browser.follow(provider.start(), at));
  change(place);
  const ended = new URL(await browser.follow(place.href, provider.isOurs));
  const { status } = await provider.clientOf(browser).get("/api/v1/session");
  return [ended.searchParams.get("problem"), status];
}

test.each([
  [
    "another nonce than was asked with",
    provider.isTheirs,
    (url: URL) => url.searchParams.set("nonce", "annan"),
  ],
  [
    "another proof than the browser began with",
    provider.isTheirs,
    (url: URL) => url.searchParams.set("code_challenge", "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"),
  ],
  ["another state", isCallback, (url: URL) => url.searchParams.set("state", "annan")],
  ["another issuer", isCallback, (url: URL) => url.searchParams.set("iss", "https://annan.example")],
  ["no issuer", isCallback, (url: URL) => url.searchParams.delete("iss")],
  ["another code", isCallback, (url: URL) => url.searchParams.set("code", "annan")],
] as const)("an answer with %s signs nobody in", async (_name, at, change) => {
  expect(await tampered(at, change)).toEqual(["identity.refused", 401]);
});

test("an answer is taken once, by the browser that asked", async () => {
  provider.newcomer({ groups: ["ledare"] });
  const browser = new Browser();
  const back = await browser.follow(provider.start(), isCallback);
  const thief = new Browser();
  expect(await thief.follow(back, provider.isOurs)).toContain("problem=session.step-over");
  const step = browser.jar(serving.address).get("beredd_step") ?? "";
  expect(new URL(await browser.follow(back, provider.isOurs)).pathname).toBe("/incidents");
  browser.jar(serving.address).set("beredd_step", step);
  expect(await browser.follow(back, provider.isOurs)).toContain("problem=session.step-over");
});

test("it never leads elsewhere afterwards", async () => {
  provider.newcomer({ groups: ["ledare"] });
  for (const to of ["https://annan.example/", "//annan.example", "/\\annan.example", "javascript:alert(1)"]) {
    const browser = new Browser();
    const ended = await browser.follow(
      provider.start(to),
      (address) => !provider.isTheirs(address) && provider.isOurs(address),
    );
    expect(ended).toBe(`${serving.address}/`);
  }
});

test("signing out leads to the provider, whose own sign-out ends the session here as well", async () => {
  provider.newcomer({ groups: ["ledare"] });
  const one = await provider.visit();
  const two = await provider.visit(one.browser);
  const out = await two.client.send("DELETE", "/api/v1/session");
  const address = new URL(String(out.body["signOutAt"]));
  expect([out.status, address.origin]).toEqual([200, provider.there.issuer]);
  expect(address.searchParams.get("post_logout_redirect_uri")).toBe(`${serving.address}/`);
  expect((await two.client.get("/api/v1/session")).status).toBe(401);
  const three = await provider.visit(two.browser);
  expect(three.me.status).toBe(200);
  const page = await (await two.browser.once(address.href)).text();
  const xsrf = /name="xsrf" value="([^"]+)"/.exec(page)?.[1] ?? "";
  await two.browser.once(`${provider.there.issuer}/session/end/confirm`, {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams({ xsrf, logout: "yes" }),
  });
  expect((await three.client.get("/api/v1/session")).status).toBe(401);
});

test("a sign-out that the provider has not signed ends nothing", async () => {
  provider.newcomer({ groups: ["ledare"] });
  const { client } = await provider.visit();
  const path = `/api/v1/session/identity-providers/${provider.id}/sign-out`;
  const forged = [{ alg: "none" }, { sub: provider.there.who, iss: provider.there.issuer, aud: "beredd" }]
    .map((part) => Buffer.from(JSON.stringify(part)).toString("base64url"))
    .join(".");
  const answer = await serving
    .client()
    .send("POST", path, `logout_token=${forged}.`, { "content-type": "application/x-www-form-urlencoded" });
  expect([answer.status, answer.body["code"]]).toEqual([401, "identity.refused"]);
  expect((await client.get("/api/v1/session")).status).toBe(200);
});

test("its secret is never told, nor does it lie in clear", async () => {
  const listed = await provider.admin.get("/api/v1/identity-providers");
  expect(listed.body.items).toMatchObject([{ name: "Kommunens inloggning", hasSecret: true }]);
  const { rows } = await serving.house.owner.query<{ text: string }>(
    `select jsonb_agg(to_jsonb(v))::text as text from identity_provider v
     union all select jsonb_agg(body)::text from journal_body
     union all select jsonb_agg(to_jsonb(s))::text from session s
     union all select jsonb_agg(to_jsonb(i))::text from idempotency i`,
  );
  const everything = [listed.text, serving.logged(), ...rows.map((row) => row.text)].join("\n");
  expect(everything).not.toContain(SECRET);
  expect(everything).not.toContain("eyJ");
});

test("only who decides about sign-in sees and changes providers, and nobody writes a rule beyond what they hold", async () => {
  const path = `/api/v1/identity-providers/${provider.id}`;
  for (const role of ["lead", "author"] as const) {
    const client = await serving.signedIn(role);
    expect((await client.get("/api/v1/identity-providers")).status).toBe(403);
    expect((await client.post("/api/v1/identity-providers", provider.settings())).status).toBe(403);
  }
  const north = await serving.signedIn("administrator", serving.house.units.north);
  const body = { ...provider.settings(), version: provider.version };
  expect((await north.send("PUT", path, body)).status).toBe(403);
  const identity = await serving.signedIn("identity-administrator");
  const rules = [{ claim: "groups", value: "x", role: "administrator", unitId: serving.house.units.root }];
  const beyond = await identity.send("PUT", `${path}/rules`, { rules, version: provider.version });
  expect(beyond.body["code"]).toBe("access.beyond-own");
  const believed = await identity.send("PUT", path, { ...body, linksByEmail: true });
  expect(believed.body["code"]).toBe("access.beyond-own");
  const elsewhere = await identity.send("PUT", path, { ...body, issuer: "https://annan.example" });
  expect(elsewhere.body["code"]).toBe("access.beyond-own");
  expect((await provider.admin.send("PUT", path, { ...body, version: 1 })).status).toBe(412);
});

test("a provider that names another issuer than it is asked by, or lies where nothing may be asked, is not believed", async () => {
  for (const [issuer, reason] of [
    [provider.there.issuer.replace("127.0.0.1", "localhost"), /address\.refused|issuer/],
    [`${provider.there.issuer}/annan`, /./],
    ["https://169.254.169.254", /address\.refused/],
  ] as const) {
    const made = await provider.admin.post("/api/v1/identity-providers", {
      ...provider.settings(),
      name: issuer,
      issuer,
    });
    const id = String(made.body["id"]);
    const tried = await provider.admin.post(`/api/v1/identity-providers/${id}/trials`, {});
    expect(tried.body).toMatchObject({ answers: false, reason: expect.stringMatching(reason) });
    const version = made.body["version"];
    await provider.admin.send("DELETE", `/api/v1/identity-providers/${id}`, { version });
  }
  expect((await provider.admin.post(`/api/v1/identity-providers/${provider.id}/trials`, {})).body).toEqual({
    answers: true,
    reason: null,
    signsOut: true,
  });
});

test("when the provider is down it is said in words, and the other ways are there", async () => {
  const gone = await startProvider({ address: serving.address, backChannel: `${serving.address}/` });
  await gone.stop();
  await provider.edit({ createsPeople: true, name: "Den som är nere", issuer: gone.issuer });
  const { ended, me } = await provider.visit();
  expect(ended.searchParams.get("problem")).toBe("identity.unreachable");
  expect(ended.searchParams.get("name")).toBe("Den som är nere");
  expect(me.status).toBe(401);
  const account = await serving.account("reader");
  expect((await serving.client().post("/api/v1/session", account)).status).toBe(200);
});
