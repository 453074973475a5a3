import { beforeAll, describe, expect, test } from "vitest";
import { registry } from "../src/house.ts";
import { system } from "../src/platform/actor.ts";
import { mediaTypesOf } from "../src/platform/verb/download.ts";
import type { Client } from "./client.ts";
import { inputFor } from "./examples.ts";
import { useServing } from "./serving.ts";
import { EventStream } from "./stream.ts";
import { until } from "./until.ts";

// Personal-data breaches are not there for those whose work they are not: administrators, leads and authors over the
// whole organisation among them. Each way by which one could be told of is tried, and is there for who handles them.

const serving = useServing();
const { house } = serving;
const WORD = "Kvastfening";
const unseeing = ["administrator", "lead", "author", "identity-administrator", "approver"] as const;
const clients = new Map<string, Client>();
let handler: Client;
let incidentId = "";
let deviationId = "";
let breach = { id: "", number: "" };
const AT = { at: "2023-04-12T08:00:00Z", precision: "minute" };

beforeAll(async () => {
  for (const role of unseeing) clients.set(role, await serving.signedIn(role));
  handler = await serving.signedIn("breach-handler");
  const author = clients.get("author");
  if (author === undefined) throw new Error("Nobody writes.");
  const unitId = house.units.root;
  const incident = await author.post("/api/v1/incidents", { title: "Fel mottagare", unitId, started: AT });
  incidentId = String(incident.body["id"]);
  const made = await handler.post("/api/v1/breaches", {
    title: `${WORD} till fel mottagare`,
    unitId,
    state: "confirmed",
    risk: "high",
    discovered: AT,
    incident: incidentId,
  });
  if (made.status !== 201) throw new Error(`No breach was recorded: ${made.text}`);
  breach = { id: String(made.body["id"]), number: String(made.body["number"]) };
  const root = new Map([["unitId", unitId]]);
  root.set("serviceId", await example("service.add", root));
  deviationId = await example("deviation.add", root);
}, 60_000);

/** A record from the contract's own example. */
async function example(name: string, known: ReadonlyMap<string, string>): Promise<string> {
  const operation = registry.operations.find((one) => one.name === name);
  if (operation === undefined) throw new Error(`There is no ${name}.`);
  const input = inputFor(operation, known, "required");
  const made = await operation.execute(house.runtime, system, input, house.call());
  return typeof made === "object" && made !== null && "id" in made ? String(made.id) : "";
}

/** What of the breach stands in a text. */
function toldIn(text: string): string[] {
  return [breach.id, breach.number, WORD].filter((sign) => text.includes(sign));
}

const everybody = describe.each(unseeing.map((role) => [role] as const));
const of = (role: string): Client => clients.get(role) ?? serving.client();

everybody("%s, over the whole organisation, is told nothing of a breach", (role) => {
  test("in lists, nor by its address", async () => {
    for (const path of ["/api/v1/breaches", `/api/v1/breaches/${breach.id}`]) {
      const answer = await of(role).get(path);
      // The address that was asked stands in the answer.
      expect([answer.status, toldIn(answer.text.replaceAll(path, ""))]).toEqual([403, []]);
    }
  });

  test("in search, by its word or its number", async () => {
    for (const q of [WORD, breach.number, breach.id]) {
      const answer = await of(role).get(`/api/v1/search?q=${q}`);
      expect(answer.status).toBe(200);
      // The number that was asked for may stand in the answer as the question.
      expect(toldIn(answer.text.replaceAll(q, ""))).toEqual([]);
      expect(answer.text).not.toContain('"breach"');
    }
  });

  test("in counts and figures", async () => {
    const answer = await of(role).get("/api/v1/figures?period=2023-Q2&against=2022-Q2");
    const figures = JSON.parse(answer.text) as {
      figures: { key: string; withheld: boolean; now: { value: unknown } }[];
    };
    const shown = figures.figures.filter((figure) => figure.key === "breaches");
    expect(shown.length).toBeGreaterThan(0);
    for (const figure of shown) expect(figure).toMatchObject({ withheld: true, now: { value: null } });
    expect(toldIn((await of(role).get("/api/v1/situation")).text)).toEqual([]);
  });

  test("in the journal", async () => {
    for (const path of [`?subjectId=${breach.id}`, "?subjectType=breach", "?limit=500"]) {
      const answer = await of(role).get(`/api/v1/journal${path}`);
      expect(toldIn(answer.text)).toEqual([]);
    }
  });

  test("in links from what it came with", async () => {
    for (const path of [
      `/api/v1/incidents/${incidentId}`,
      `/api/v1/incidents/${incidentId}/timeline`,
      `/api/v1/incidents/${incidentId}/reach`,
      `/api/v1/deviations/${deviationId}`,
      "/api/v1/deviations",
      "/api/v1/actions",
    ])
      expect(toldIn((await of(role).get(path)).text), path).toEqual([]);
  });
});

const ids = () =>
  new Map([
    ["breachId", breach.id],
    ["incidentId", incidentId],
    ["deviationId", deviationId],
    ["unitId", house.units.root],
    ["subjectId", breach.id],
  ]);

test("no query of the registry tells it, whatever is asked, and the same do to who handles it", async () => {
  const actors = await Promise.all(unseeing.map((role) => house.actor(role)));
  const handling = await house.actor("breach-handler");
  const told: string[] = [];
  for (const query of registry.operations.filter((operation) => operation.kind === "query")) {
    const inputs = [inputFor(query, ids(), "required"), inputFor(query, ids(), "all"), {}];
    for (const input of inputs) {
      // What was asked for may be repeated.
      const asked = JSON.stringify(input);
      const read = async (actor: (typeof actors)[number]) =>
        JSON.stringify(await query.execute(house.runtime, actor, input, house.call()).catch(() => null));
      for (const actor of actors)
        expect(
          toldIn(await read(actor)).filter((sign) => !asked.includes(sign)),
          query.name,
        ).toEqual([]);
      told.push(...toldIn(await read(handling)));
    }
  }
  expect(new Set(told)).toEqual(new Set([breach.id, breach.number, WORD]));
});

test("no export holds it", async () => {
  const exports = registry.operations.filter(
    (operation) => operation.http?.method === "GET" && mediaTypesOf(operation.output) !== null,
  );
  const plain = exports.filter((operation) => !operation.http?.path.includes("{"));
  expect(plain.length).toBeGreaterThan(5);
  for (const operation of plain) {
    for (const role of unseeing) {
      const answer = await of(role).get(`/api/v1${operation.http?.path}?format=csv&language=sv`);
      expect(toldIn(answer.text), `${operation.name} to ${role}`).toEqual([]);
    }
  }
});

test("no live update tells of it, while who handles it hears at once", async () => {
  const admin = of("administrator");
  const [unseen, seen] = await Promise.all([
    EventStream.open(serving.address, admin.cookie),
    EventStream.open(serving.address, handler.cookie),
  ]);
  await until(() => unseen.ready && seen.ready);
  const edited = await handler.patch(`/api/v1/breaches/${breach.id}`, { version: 1, title: `${WORD} igen` });
  expect(edited.status, edited.text).toBe(200);
  // Something that both hear, so that silence is not mere slowness.
  await admin.post("/api/v1/units", { name: "Ny enhet", parentId: house.units.root, kind: "department" });
  await until(() =>
    [unseen, seen].every((stream) => stream.events.some((event) => event.kind === "unit.added")),
  );
  expect(seen.events.some((event) => event.subjectId === breach.id)).toBe(true);
  expect(
    unseen.events.filter((event) => event.subjectId === breach.id || event.kind.startsWith("breach.")),
  ).toEqual([]);
  unseen.close();
  seen.close();
});

test("and it is there to be found by who handles it: in the list, in search, in figures and in the journal", async () => {
  expect(toldIn((await handler.get("/api/v1/breaches")).text)).toHaveLength(3);
  expect(toldIn((await handler.get(`/api/v1/search?q=${WORD}`)).text)).not.toEqual([]);
  const figures = await handler.get("/api/v1/figures?period=2023-Q2&against=2022-Q2");
  expect(figures.text).toMatch(/"key":"breaches"[^}]*/);
  const officer = await serving.signedIn("data-protection-officer");
  await until(
    async () => toldIn((await officer.get(`/api/v1/journal?subjectId=${breach.id}`)).text).length > 0,
  );
  expect((await officer.patch(`/api/v1/breaches/${breach.id}`, { version: 2, title: "Annat" })).status).toBe(
    403,
  );
});
