import { beforeAll, describe, expect, test } from "vitest";
import type { Client } from "../../../../test/client.ts";
import { useServing } from "../../../../test/serving.ts";

const serving = useServing();
const known = { status: 409, body: { code: "access.way-in-known" } };
const PASSWORD = "ett lösenord som jag valde";
let admin: Client;
beforeAll(async () => {
  admin = await serving.signedIn("administrator");
});

let made = 0;
/** Somebody whom the administrator adds. */
async function add(role: string, password?: string) {
  const email = `docka-${(made += 1)}@test.example`;
  const grants = [{ role, unitId: serving.house.units.root }];
  const answer = await admin.post("/api/v1/people", { email, name: "Docka", password, grants });
  return { answer, email, id: String(answer.body["id"]) };
}

async function grant(personId: string, role: string, change: object = {}) {
  const { rows } = await serving.house.owner.query("select version from person where id = $1", [personId]);
  const grants = [{ role, unitId: serving.house.units.root }];
  const body = { version: rows[0]?.version, grants, ...change };
  return admin.send("PUT", `/api/v1/people/${personId}/grants`, body);
}

async function signIn(email: string, password: string): Promise<Client> {
  const client = serving.client();
  expect((await client.post("/api/v1/session", { email, password })).status).toBe(200);
  return client;
}

/** A role of the organisation's own that the person holds, and what it says once breaches were put into it. */
async function widen(personId: string) {
  const permissions = ["incident:read"];
  const name = { sv: `Roll ${(made += 1)}`, en: "Role" };
  const { body } = await admin.post("/api/v1/roles", { name, permissions });
  expect((await grant(personId, String(body["role"]))).status).toBe(200);
  const change = { version: 1, permissions: [...permissions, "breach:read"] };
  return admin.patch(`/api/v1/roles/${String(body["id"])}`, change);
}

describe("nobody is appointed while somebody else could know the way in", () => {
  test("in the call that chooses the password, nor later in an account so made", async () => {
    const { answer, email } = await add("breach-handler", PASSWORD);
    expect(answer).toMatchObject(known);
    expect((await serving.client().post("/api/v1/session", { email, password: PASSWORD })).status).toBe(401);
    const puppet = await add("reader", PASSWORD);
    expect(await grant(puppet.id, "breach-handler")).toMatchObject(known);
    expect(await grant(puppet.id, "data-protection-officer")).toMatchObject(known);
    expect((await (await signIn(puppet.email, PASSWORD)).get("/api/v1/breaches")).status).toBe(403);
  });

  test("nor by putting it into a role that they hold, or reopening an account that holds it", async () => {
    const puppet = await add("reader", PASSWORD);
    expect(await widen(puppet.id)).toMatchObject(known);
    const closed = await serving.account("breach-handler");
    expect((await grant(closed.id, "breach-handler", { active: false })).status).toBe(200);
    await serving.house.owner.query("update password set given = true where person_id = $1", [closed.id]);
    expect(await grant(closed.id, "breach-handler", { active: true })).toMatchObject(known);
  });

  test("nor by a link that waits or was taken, or by a code on paper", async () => {
    const linked = await serving.account("reader");
    const { body } = await admin.post(`/api/v1/people/${linked.id}/password-reset`, {});
    expect(await grant(linked.id, "breach-handler")).toMatchObject(known);
    const code = String(body["link"]).split("#")[1];
    const taken = await serving.client().post("/api/v1/session/password-reset", { code, password: PASSWORD });
    expect([taken.status, (await grant(linked.id, "breach-handler")).status]).toEqual([204, 409]);
    const sealed = await serving.account("reader");
    await admin.post("/api/v1/break-glass-codes", { personId: sealed.id });
    expect(await grant(sealed.id, "breach-handler")).toMatchObject(known);
  });

  test("and is, once the owner has changed the password; then nobody makes them a new way in", async () => {
    const person = await add("reader", PASSWORD);
    const client = await signIn(person.email, PASSWORD);
    expect((await client.get("/api/v1/account")).body).toMatchObject({ passwordGiven: true });
    const change = { current: PASSWORD, password: "en mening som bara jag vet" };
    expect((await client.send("PUT", "/api/v1/account/password", change)).status).toBe(200);
    expect((await client.get("/api/v1/account")).body).toMatchObject({ passwordGiven: false });
    expect((await grant(person.id, "breach-handler")).status).toBe(200);
    const handler = await serving.signedIn("breach-handler");
    const told = (await handler.get("/api/v1/appointments")).body;
    expect(told.items).toMatchObject([{ personName: "Docka", byName: "administrator" }]);
    expect((await admin.get("/api/v1/appointments")).status).toBe(403);
    const officer = await serving.signedIn("data-protection-officer");
    const kinds = (await officer.get("/api/v1/journal")).body.items?.map((entry) => entry["kind"]);
    expect(kinds).toContain("person.appointed");
    const reset = await admin.post(`/api/v1/people/${person.id}/password-reset`, {});
    expect(reset.body["code"]).toBe("access.beyond-own");
    const other = await serving.account("reader");
    expect((await widen(other.id)).status).toBe(200);
  });
});
