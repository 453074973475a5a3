import { afterEach, describe, expect, test } from "vitest";
import type { Client } from "../../../../test/client.ts";
import { useServing } from "../../../../test/serving.ts";

const serving = useServing();
afterEach(() => serving.house.owner.query("delete from sign_in_failure"));

const elsewhere = { "x-forwarded-for": "192.0.2.1" };
type Account = Awaited<ReturnType<typeof serving.account>>;
const signIn = (client: Client, account: { email: string; password: string }, headers = {}) =>
  client.post("/api/v1/session", { email: account.email, password: account.password }, headers);

async function fail(
  times: number,
  email: (number: number) => string,
  client = () => serving.client(),
  headers = {},
) {
  for (let number = 0; number < times; number += 1)
    await signIn(client(), { email: email(number), password: "fel lösenord" }, headers);
}

/** A browser in which they signed in, and out again. */
async function knownBrowser(account: Account): Promise<Client> {
  const client = serving.client();
  expect((await signIn(client, account)).status).toBe(200);
  expect((await client.send("DELETE", "/api/v1/session")).status).toBe(204);
  return client;
}

describe("nobody is locked out of their own browser from outside", () => {
  test("by wrong passwords for the account, or for others from the same address", async () => {
    const account = await serving.account("reader");
    const known = await knownBrowser(account);
    expect(known.cookies.has("beredd_device")).toBe(true);
    await fail(11, () => account.email, undefined, elsewhere);
    await fail(50, (number) => `${number}@test.example`);
    expect((await signIn(serving.client(), account)).status).toBe(429);
    expect((await signIn(serving.client(), account, elsewhere)).status).toBe(429);
    expect((await signIn(known, account)).status).toBe(200);
  });

  test("and who sits at it guesses no faster than others, nor at anybody else's", async () => {
    const [account, other] = [await serving.account("reader"), await serving.account("reader")];
    const known = await knownBrowser(account);
    await fail(
      10,
      () => account.email,
      () => known,
    );
    expect((await signIn(known, account)).status).toBe(429);
    // Elsewhere nothing has failed.
    expect((await signIn(serving.client(), account)).status).toBe(200);
    await fail(10, () => other.email, undefined, elsewhere);
    expect((await signIn(known, other)).status).toBe(429);
  });

  test("what a browser makes up itself is as good as nothing", async () => {
    const account = await serving.account("reader");
    await fail(10, () => account.email, undefined, elsewhere);
    for (const token of ["x", "1.0123456789abcdef.AAAA", JSON.stringify({ personId: account.id })]) {
      const client = serving.client();
      client.cookies.set("beredd_device", encodeURIComponent(token));
      expect((await signIn(client, account)).status).toBe(429);
    }
  });
});

test("one account is counted under one name, however its letters are folded", async () => {
  const account = await serving.account("reader");
  const email = `ii-${account.id}@test.example`;
  await serving.house.owner.query("update person set email = $2 where id = $1", [account.id, email]);
  await fail(10, () => email);
  for (const name of [
    email,
    email.toUpperCase(),
    email.replace("i", "\u0130"),
    email.replace("ii", "\u0130\u0130"),
  ])
    expect((await signIn(serving.client(), { ...account, email: name })).status).not.toBe(200);
});

test("what a clock wrote that was ahead counts against nobody", async () => {
  const account = await serving.account("reader");
  serving.house.clock.set("2024-04-12T12:00:00Z");
  await fail(10, () => account.email);
  serving.house.clock.set("2023-04-12T12:00:00Z");
  expect((await signIn(serving.client(), account)).status).toBe(200);
});
