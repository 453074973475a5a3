import { afterEach, expect, test } from "vitest";
import type { Client } from "../../test/client.ts";
import { useServing } from "../../test/serving.ts";
import { EventStream } from "../../test/stream.ts";
import { until } from "../../test/until.ts";
import { newId } from "../shared/ids.ts";
import { system } from "../platform/actor.ts";
import { inTransaction } from "../platform/database/transaction.ts";
import { appendToJournal } from "../platform/journal/append.ts";
import { lastPosition } from "../platform/journal/read.ts";

const serving = useServing();
const open: EventStream[] = [];
afterEach(() => {
  for (const stream of open.splice(0)) stream.close();
});

async function listen(client: Client, lastEventId?: number): Promise<EventStream> {
  const stream = await EventStream.open(serving.address, client.cookie, lastEventId);
  open.push(stream);
  await until(() => stream.ready);
  return stream;
}

async function write(kind: string, needs: string, unitId: string | null, count = 1): Promise<string[]> {
  const noted = Array.from({ length: count }, () => ({
    kind,
    subject: { type: "test", id: newId(), unitId, needs },
    body: { secret: "not told on the stream" },
  }));
  await inTransaction(serving.house.db, (tx) =>
    appendToJournal(tx, noted, {
      actor: system,
      verb: "test",
      requestId: "events",
      now: serving.house.clock.now(),
    }),
  );
  return noted.map((item) => item.subject.id);
}
const kinds = (stream: EventStream) => stream.events.map((event) => event.kind);

test("a reader hears of what happens, as it happens, and not what it says", async () => {
  const stream = await listen(await serving.signedIn("reader"));
  const [subjectId] = await write("incident.reported", "incident:read", serving.house.units.north);
  await until(() => kinds(stream).includes("incident.reported"));
  expect(stream.events.find((event) => event.kind === "incident.reported")).toEqual({
    id: expect.any(Number),
    kind: "incident.reported",
    subjectType: "test",
    subjectId,
  });
});

test("nobody hears of breaches but those whose work they are, nor of units that are not theirs", async () => {
  const { north, south } = serving.house.units;
  const [admin, handler, northern] = await Promise.all([
    listen(await serving.signedIn("administrator")),
    listen(await serving.signedIn("breach-handler")),
    listen(await serving.signedIn("breach-handler", north)),
  ]);
  await write("breach.reported", "breach:read", south);
  await write("breach.closed", "breach:read", null);
  await write("incident.seen", "incident:read", south);
  await write("incident.last", "incident:read", north);
  for (const stream of [admin, handler, northern]) await until(() => kinds(stream).includes("incident.last"));
  const relevant = (stream: EventStream) => kinds(stream).filter((kind) => /^(breach|incident)/.test(kind));
  expect(relevant(admin)).toEqual(["incident.seen", "incident.last"]);
  expect(relevant(handler)).toEqual(["breach.reported", "breach.closed", "incident.seen", "incident.last"]);
  expect(relevant(northern)).toEqual(["incident.last"]);
});

test("a stream that was broken off goes on where it was, without a gap and without a double", async () => {
  const client = await serving.signedIn("reader");
  const first = await listen(client);
  await write("incident.before", "incident:read", serving.house.units.north, 3);
  await until(() => kinds(first).filter((kind) => kind === "incident.before").length === 3);
  first.close();
  const seen = first.events.at(-1)?.id ?? 0;
  // More than is read at once, with what the reader may not see in between.
  for (let round = 0; round < 3; round += 1) {
    await write("incident.missed", "incident:read", serving.house.units.north, 400);
    await write("breach.missed", "breach:read", serving.house.units.north, 400);
  }
  const second = await listen(client, seen);
  await write("incident.after", "incident:read", serving.house.units.north);
  await until(() => kinds(second).includes("incident.after"));
  expect(kinds(second).filter((kind) => kind === "incident.missed")).toHaveLength(1_200);
  expect(kinds(second)).not.toContain("breach.missed");
  const ids = second.events.map((event) => event.id);
  expect(ids).toEqual([...new Set(ids)].sort((a, b) => a - b));
  expect(ids[0]).toBeGreaterThan(seen);
});

test("one that goes on for another says in the address how far that had come, and the header goes before it", async () => {
  const client = await serving.signedIn("reader");
  const from = await lastPosition(serving.house.db);
  await write("incident.between", "incident:read", serving.house.units.north);
  await until(async () => (await lastPosition(serving.house.db)) > from);
  const follower = await EventStream.open(serving.address, client.cookie, undefined, `?after=${from}`);
  const current = await EventStream.open(
    serving.address,
    client.cookie,
    await lastPosition(serving.house.db),
    `?after=${from}`,
  );
  open.push(follower, current);
  await until(() => kinds(follower).includes("incident.between") && current.ready);
  await write("incident.later", "incident:read", serving.house.units.north);
  await until(() => kinds(current).includes("incident.later"));
  expect(kinds(current)).not.toContain("incident.between");
});

test("twenty writers at once reach a stream in order, each once", async () => {
  const stream = await listen(await serving.signedIn("reader"));
  const written = (
    await Promise.all(
      Array.from({ length: 20 }, () => write("incident.many", "incident:read", serving.house.units.north, 5)),
    )
  ).flat();
  await until(() => kinds(stream).filter((kind) => kind === "incident.many").length >= 100);
  const heard = stream.events.filter((event) => event.kind === "incident.many");
  expect(heard.map((event) => event.subjectId).sort()).toEqual(written.sort());
  const ids = heard.map((event) => event.id);
  expect(ids).toEqual([...ids].sort((a, b) => a - b));
});

test("a stream sees no more than a new request would: it ends with its session, and loses what was taken away", async () => {
  const client = await serving.signedIn("breach-handler");
  const stream = await listen(client);
  const { rows } = await serving.house.owner.query<{ id: string }>(
    "update role_grant set role = 'reader' where role = 'breach-handler' and person_id in (select person_id from session) returning person_id as id",
  );
  expect(rows.length).toBeGreaterThan(0);
  const position = await lastPosition(serving.house.db);
  // Two signs of life later the stream knows.
  await until(async () => {
    await write("breach.hidden", "breach:read", serving.house.units.north);
    await write("incident.shown", "incident:read", serving.house.units.north);
    const { length } = stream.events;
    await until(() => stream.events.length > length);
    return stream.events.at(-1)?.kind === "incident.shown" && stream.events.at(-2)?.kind === "incident.shown";
  });
  expect(stream.events.at(-1)?.id).toBeGreaterThan(position);
  await client.send("DELETE", "/api/v1/session");
  await until(() => stream.ended);
});

test("nobody who is not signed in gets a stream", async () => {
  const answer = await serving.client().get("/api/v1/events");
  expect([answer.status, answer.body["code"]]).toEqual([401, "session.required"]);
});
