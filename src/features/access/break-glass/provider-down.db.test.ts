import { expect, test } from "vitest";
import { useProvider } from "../../../../test/provider.ts";
import { useServing } from "../../../../test/serving.ts";

const serving = useServing({ reach: { allowedAddresses: ["127.0.0.1"] } });
const provider = useProvider(serving);

test("a person whom only the identity provider signs in comes in by the sealed code while the provider is down", async () => {
  provider.newcomer({ groups: ["ledare"] });
  const before = await provider.visit();
  expect(before.problem).toBeNull();
  const { id, email } = before.me.body;
  // The provider's people have no password: without it and without a code nobody of them comes in.
  const { rowCount } = await serving.house.owner.query("select from password where person_id = $1", [id]);
  expect(rowCount).toBe(0);
  const issued = await provider.admin.post("/api/v1/break-glass-codes", { personId: id });
  expect(issued.status, issued.text).toBe(201);

  await provider.there.stop();
  await expect(provider.visit()).rejects.toThrow("fetch failed");

  const client = serving.client();
  const answer = await client.post("/api/v1/session/break-glass", { email, code: issued.body["code"] });
  expect(answer.status, answer.text).toBe(200);
  expect(answer.body["breakGlassUntil"]).not.toBeNull();
  expect(answer.body["roles"]).toMatchObject([{ role: "lead" }]);
  expect((await client.get("/api/v1/incidents")).status).toBe(200);
});
