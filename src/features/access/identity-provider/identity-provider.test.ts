import { expect, test } from "vitest";
import { useProvider } from "../../../../test/provider.ts";
import { useServing } from "../../../../test/serving.ts";

const serving = useServing({ reach: { allowedAddresses: ["127.0.0.1"] } });
const provider = useProvider(serving);

test("somebody whom the rules know is made at the first visit, with the roles of their groups, and is the same person after", async () => {
  const { account } = provider.newcomer({ groups: ["alla", "ledare"] });
  const first = await provider.visit();
  expect([first.problem, first.ended.pathname]).toEqual([null, "/incidents"]);
  expect(first.me.body).toMatchObject({ email: account.email, name: account.name });
  expect(first.me.body["roles"]).toMatchObject([{ role: "lead", unitId: serving.house.units.north }]);
  const second = await provider.visit();
  expect(second.me.body["id"]).toBe(first.me.body["id"]);
  const entries = await serving.house.journalOf(String(first.me.body["id"]));
  const kinds = entries.map((entry) => entry.kind);
  expect(kinds.slice(0, 4)).toEqual([
    "person.added",
    "identity.linked",
    "person.grants-from-provider",
    "session.opened",
  ]);
  expect((await first.client.get("/api/v1/account")).body["passwordChangedAt"]).toBeNull();
});

test("a role goes with its claim, at the next sign-in, and ends what was open; what a person gave stays", async () => {
  const { account } = provider.newcomer({ groups: ["ledare"] });
  const first = await provider.visit();
  const personId = String(first.me.body["id"]);
  const given = {
    version: first.me.body["version"],
    grants: [{ role: "reader", unitId: serving.house.units.south }],
  };
  const granted = await provider.admin.send("PUT", `/api/v1/people/${personId}/grants`, given);
  expect(granted.body["roles"]).toHaveLength(2);
  const before = await provider.visit();
  account.groups = [];
  const after = await provider.visit();
  expect(after.me.body["roles"]).toMatchObject([{ role: "reader", unitId: serving.house.units.south }]);
  expect((await before.client.get("/api/v1/session")).status).toBe(401);
  const last = (await serving.house.journalOf(personId)).filter(
    (entry) => entry.kind === "person.grants-from-provider",
  );
  expect(last.at(-1)).toMatchObject({ body: { added: [], removed: [{ role: "lead" }] } });
});

test("nobody is made where the organisation does not want it, from another domain, or without a role", async () => {
  provider.newcomer({ groups: ["ledare"] });
  await provider.edit({ createsPeople: false });
  expect((await provider.visit()).problem).toBe("identity.unknown-person");
  await provider.edit({ createsPeople: true, allowedDomains: ["annan.example"] });
  expect((await provider.visit()).problem).toBe("identity.unknown-person");
  await provider.edit({ createsPeople: true, allowedDomains: ["exempelkommun.example"] });
  provider.newcomer({ groups: ["ledare"], email_verified: false });
  expect((await provider.visit()).problem).toBe("identity.unknown-person");
  await provider.edit({ createsPeople: true });
  provider.newcomer({ groups: ["okänd"] });
  const refused = await provider.visit();
  expect([refused.problem, refused.me.status]).toEqual(["identity.no-role", 401]);
});

test("an account that is there is connected by a verified address only where that is allowed", async () => {
  const account = await serving.account("reader");
  provider.newcomer({ email: account.email.toUpperCase(), email_verified: true });
  expect((await provider.visit()).problem).toBe("identity.address-taken");
  await provider.edit({ linksByEmail: true });
  provider.newcomer({ email: account.email, email_verified: false });
  expect((await provider.visit()).problem).toBe("identity.address-taken");
  provider.newcomer({ email: account.email, email_verified: true });
  expect((await provider.visit()).me.body["id"]).toBe(account.id);
  // Whoever may say which provider is believed must not come in as one who sees breaches.
  const handler = await serving.account("breach-handler");
  provider.newcomer({ email: handler.email, email_verified: true });
  expect((await provider.visit()).problem).toBe("identity.address-taken");
  // The same address with another subject is somebody else: addresses are given to others when people leave.
  provider.newcomer({ email: account.email, email_verified: true });
  expect((await provider.visit()).problem).toBe("identity.address-taken");
});

test("an owner connects their own account, and disconnects it; another's cannot be taken", async () => {
  const account = await serving.account("reader");
  const { subject } = provider.newcomer({ email: "privat@annan.example" });
  const [signedIn, elsewhere] = [serving.client(), serving.client()];
  for (const client of [signedIn, elsewhere]) await client.post("/api/v1/session", account);
  expect((await provider.connect(signedIn)).pathname).toBe("/account");
  // A new way in ends what was open elsewhere, and not what made it.
  expect((await signedIn.get("/api/v1/session")).status).toBe(200);
  expect((await elsewhere.get("/api/v1/session")).status).toBe(401);
  const known = await provider.visit();
  expect(known.me.body["id"]).toBe(account.id);
  provider.there.who = subject;
  const taken = await provider.connect(await serving.signedIn("reader"));
  expect(taken.searchParams.get("problem")).toBe("identity.linked-elsewhere");
  const gone = await provider
    .clientOf(known.browser)
    .send("DELETE", `/api/v1/account/identities/${provider.id}`);
  expect(gone.status).toBe(200);
  expect((await provider.visit()).me.status).toBe(401);
});

test("whoever has an app is asked for its code, unless the provider asks for a second factor itself", async () => {
  provider.newcomer({ groups: ["ledare"] });
  const first = await provider.visit();
  await serving.house.owner.query(
    "insert into second_factor (person_id, secret, last_step, added_at) values ($1, 'x', 0, now())",
    [first.me.body["id"]],
  );
  const asked = await provider.visit();
  expect([asked.ended.search, asked.me.status]).toEqual(["?sign-in=second-factor", 401]);
  expect((await asked.client.get("/api/v1/session/step")).body).toEqual({ next: "second-factor" });
  await provider.edit({ createsPeople: true, trustsSecondFactor: true });
  expect((await provider.visit()).me.status).toBe(200);
});
