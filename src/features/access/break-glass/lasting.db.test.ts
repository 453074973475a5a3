import { expect, test } from "vitest";
import type { Client } from "../../../../test/client.ts";
import { useServing } from "../../../../test/serving.ts";
import { system } from "../../../platform/actor.ts";
import { issueBreakGlass } from "./edit-codes.ts";

const publicUrl = "http://localhost:9340";
const serving = useServing({ publicUrl, reach: { allowedAddresses: ["127.0.0.1"] } });

/** An administrator with a password, who came in by the code on paper. */
async function brokenGlass(): Promise<{ id: string; client: Client; password: string }> {
  const { house } = serving;
  const { id, email, password } = await serving.account("administrator");
  const { code } = await issueBreakGlass.call(house.runtime, system, { personId: id }, house.call());
  const client = serving.client();
  expect((await client.post("/api/v1/session/break-glass", { email, code })).status).toBe(200);
  return { id, client, password };
}

test("a sealed code's session leaves no way back in for who had it", async () => {
  const { id, client, password } = await brokenGlass();
  const { units } = serving.house;
  const expiresAt = "2023-05-01T00:00:00Z";
  const key = { name: "Kvar", permissions: ["incident:read"], unitId: units.root, expiresAt };
  const own = `/api/v1/people/${id}`;
  const provider = "0199f0a0-0000-7000-8000-000000000001";
  const tried: [string, string, object][] = [
    ["POST", "/api/v1/account/api-keys", key],
    ["POST", "/api/v1/account/passkeys/challenge", {}],
    ["POST", "/api/v1/account/second-factor/secret", {}],
    ["PUT", "/api/v1/account/password", { current: password, password: "en ny lång mening att ha" }],
    ["POST", "/api/v1/account/second-factor/removal", { code: "123456" }],
    ["POST", "/api/v1/account/second-factor/recovery-codes", { code: "123456" }],
    ["POST", `/api/v1/session/identity-providers/${provider}/connection`, {}],
    ["POST", `${own}/password-reset`, {}],
    ["DELETE", `${own}/second-factor`, {}],
    ["DELETE", `${own}/passkeys`, {}],
    ["POST", "/api/v1/break-glass-codes", { personId: id }],
  ];
  const codes: unknown[] = [];
  for (const [method, path, body] of tried)
    codes.push([path, (await client.send(method, path, body)).body["code"]]);
  expect(codes).toEqual(tried.map(([, path]) => [path, "session.break-glass"]));
});

test("it lets others in, which is what it is for, and the review shows each such act", async () => {
  const { id, client } = await brokenGlass();
  const other = await serving.account("reader");
  expect((await client.post(`/api/v1/people/${other.id}/password-reset`, {})).status).toBe(201);
  await client.post("/api/v1/units", { parentId: serving.house.units.root, name: "Ny", kind: "department" });
  const admin = await serving.signedIn("administrator");
  const { body } = await admin.get("/api/v1/break-glass-codes");
  const use = body.items?.find((item) => item["personId"] === id);
  expect(use?.["letIn"]).toEqual([
    { kind: "password.reset-offered", at: "2023-04-12T12:00:00Z", personName: "reader" },
  ]);
});
