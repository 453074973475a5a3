import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { shippedRoles } from "../../src/features/access/roles/bundles.ts";
import { API } from "../../src/http/mount.ts";
import type { OpenApi } from "../../src/http/openapi.ts";
import { defaultLimits, type Limits } from "../../src/platform/limits.ts";
import { registry } from "../../src/house.ts";
import { makeOpenApi } from "../../src/http/openapi.ts";
import type { Client } from "../client.ts";
import { useServing, type Serving } from "../serving.ts";
import { makeJudge } from "./judge.ts";
import { plant } from "./plant.ts";
import { attacksOn, targetsOf, type Attack, type Target } from "./requests.ts";

const MARK = "hemligt-för-norra-9f3c";
const unlimited: Limits = { ...defaultLimits, read: 0, search: 0, write: 0, heavy: 0, anonymous: 0 };
const PATIENCE = 30_000;

/** Somebody who attacks; signs in anew when an attack has ended the session. */
interface Attacker {
  name: string;
  client: Client;
  signIn: () => Promise<void>;
}

async function attacker(
  serving: Serving,
  name: string,
  grants: readonly (readonly [string, string])[],
): Promise<Attacker> {
  const client = serving.client();
  const account = await serving.account("reader", serving.house.units.north);
  const grant = "insert into role_grant values (gen_random_uuid(), $1, $2, $3, now()) on conflict do nothing";
  for (const [role, unitId] of grants) await serving.house.owner.query(grant, [account.id, role, unitId]);
  const signIn = async () => {
    client.cookies.clear();
    // The attacks on sign-in itself count as failures, and the test's clock lets none of them grow old.
    await serving.house.owner.query("delete from sign_in_failure");
    await client.post(`${API}/session`, { email: account.email, password: account.password });
  };
  await signIn();
  return { name, client, signIn };
}

async function send({ client, signIn }: Attacker, target: Target, attack: Attack) {
  const ask = () =>
    client.send(target.method, `${API}${attack.path}`, attack.body, {
      ...attack.headers,
      ...(attack.body !== undefined && {
        "content-type": attack.headers["content-type"] ?? "application/json",
      }),
    });
  const begun = performance.now();
  const first = await ask();
  const slow = performance.now() - begun > PATIENCE;
  if (slow) throw new Error(`${target.id} took longer than ${PATIENCE} ms`);
  if (first.body["code"] !== "session.required") return first;
  await signIn();
  return ask();
}

const documentHere: OpenApi = makeOpenApi(registry, "http://127.0.0.1");

/**
 * Every operation of the API's own document, with requests made from what it says of them: valid, nearly valid and
 * hostile. `runs` is requests an operation and world.
 */
export function fuzzApi(runs: number): void {
  let sent = 0;

  describe("one who may do everything", () => {
    const serving = useServing({ guarding: { limits: unlimited } });
    const understood = new Set<string>();
    let all: Attacker;
    let pool = new Map<string, string[]>();
    let judge: ReturnType<typeof makeJudge>;
    beforeAll(async () => {
      const { root, north } = serving.house.units;
      pool = (await plant(serving.house, north, null)).ids;
      all = await attacker(
        serving,
        "administrator",
        ["administrator", "breach-handler", "lead"].map((role) => [role, root] as const),
      );
      const served = await all.client.get(`${API}/openapi.json`);
      judge = makeJudge(JSON.parse(served.text) as OpenApi);
    }, 120_000);

    test.each(targetsOf(documentHere).map((target) => [target.id, target] as const))(
      "%s answers as the document says, whatever it is asked",
      { timeout: 20 * 60_000 },
      async (_id, target) => {
        await fc.assert(
          fc.asyncProperty(attacksOn(target, pool), async (attack) => {
            sent += 1;
            const answer = await send(all, target, attack);
            if (answer.status < 300) understood.add(target.id);
            expect(judge(target, answer), JSON.stringify(attack).slice(0, 2_000)).toBeNull();
          }),
          { numRuns: runs, endOnFailure: true },
        );
      },
    );

    test("and most operations were understood: the attacks reach behind the shapes", () => {
      const targets = targetsOf(documentHere);
      expect(understood.size, [...understood].join(" ")).toBeGreaterThan(
        targets.length * (runs > 50 ? 0.6 : 0.3),
      );
    });
  });

  describe("those of another unit, and nobody", () => {
    const serving = useServing({ guarding: { limits: unlimited } });
    const attackers: Attacker[] = [];
    let pool = new Map<string, string[]>();
    let judge: ReturnType<typeof makeJudge>;
    beforeAll(async () => {
      const { north, south } = serving.house.units;
      const hidden = await plant(serving.house, south, MARK);
      const own = await plant(serving.house, north, null);
      pool = new Map([...hidden.ids].map(([name, ids]) => [name, [...ids, ...(own.ids.get(name) ?? [])]]));
      for (const role of shippedRoles) attackers.push(await attacker(serving, role, [[role, north]]));
      attackers.push({ name: "nobody", client: serving.client(), signIn: async () => undefined });
      judge = makeJudge(documentHere);
    }, 120_000);

    test("there is something to find: the very same questions tell it to one who works there", async () => {
      const { south } = serving.house.units;
      const there = await attacker(serving, "there", [
        ["lead", south],
        ["breach-handler", south],
      ]);
      for (const list of ["incidents", "planned-outages", "breaches", "deviations", "actions"])
        expect((await there.client.get(`${API}/${list}`)).text, list).toContain(MARK);
    });

    test.each(targetsOf(documentHere).map((target) => [target.id, target] as const))(
      "%s tells them nothing of it, whatever it is asked",
      { timeout: 20 * 60_000 },
      async (_id, target) => {
        const who = fc.nat({ max: attackers.length - 1 });
        await fc.assert(
          fc.asyncProperty(attacksOn(target, pool), who, async (attack, index) => {
            const by = attackers[index];
            if (by === undefined) throw new Error("no such attacker");
            sent += 1;
            const answer = await send(by, target, attack);
            const said = `${by.name}: ${JSON.stringify(attack).slice(0, 2_000)}`;
            expect(answer.text.includes(MARK), `${said}\n${answer.text.slice(0, 2_000)}`).toBe(false);
            expect(judge(target, answer), said).toBeNull();
          }),
          { numRuns: runs, endOnFailure: true },
        );
      },
    );

    test("and nothing of it stands in the log, the metrics or the live updates", async () => {
      expect(serving.logged().includes(MARK)).toBe(false);
      expect((await serving.client().get("/metrics")).text.includes(MARK)).toBe(false);
    });
  });

  test("it was as many requests as were promised", () => {
    expect(sent).toBeGreaterThanOrEqual(2 * runs * targetsOf(documentHere).length * 0.99);
    // The long run is promised to be this long.
    expect(sent > 20_000 || runs < 50).toBe(true);
  });
}
