import { expect, test } from "vitest";
import { useServing } from "../../test/serving.ts";
import { until } from "../../test/until.ts";
import { EventStream } from "../../test/stream.ts";
import { newId } from "../shared/ids.ts";

const serving = useServing();

test("metrics tell of requests by route, the pool, the journal's order and seals, strays and jobs", async () => {
  const admin = await serving.signedIn("administrator");
  await admin.get(`/api/v1/units/${serving.house.units.north}`);
  await serving.house.owner.query(
    `insert into journal (id, recorded_at, actor_kind, verb, kind, subject_type, subject_id, needs, request_id, body_hash)
     values ('01000000-0000-7000-8000-000000000001', now(), 'system', 'test', 'test.stray', 'test', $1, 'test:read', 'x', '');`,
    [newId()],
  );
  await serving.house.owner.query("insert into journal_reader values ('test-reaction', 0, now())");
  await until(async () => {
    const { rows } = await serving.house.owner.query<{ n: number }>(
      "select count(*)::int as n from journal_position",
    );
    return (rows[0]?.n ?? 0) > 0;
  });
  const { text } = await serving.client().get("/metrics");
  expect(text).toMatch(
    /beredd_http_request_seconds_count\{method="GET",route="\/api\/v1\/units\/:unitId",status="200"\} \d/,
  );
  expect(text).toMatch(/beredd_database_connections\{state="total"\} [1-9]/);
  expect(text).toMatch(/beredd_journal_pending_entries \d/);
  expect(text).toMatch(/beredd_journal_unsealed_seconds \d/);
  expect(text).toContain("beredd_journal_default_partition_entries 1");
  expect(text).toMatch(/beredd_reaction_lag_entries\{reaction="test-reaction"\} [1-9]/);
  expect(text).toContain("# TYPE beredd_jobs gauge");
  expect(text).not.toContain(serving.house.units.north);
});

// Last: from here on the server takes nothing new.
test("draining, what is under way ends, what comes is told to try again, streams end, and it is not ready", async () => {
  const admin = await serving.signedIn("administrator");
  const stream = await EventStream.open(serving.address, admin.cookie);
  await until(() => stream.ready);
  expect((await admin.get("/health/ready")).status).toBe(200);
  const holder = await serving.house.owner.connect();
  // Only the writing of a unit waits for this: locking the table would hold up whoever asks for permissions too.
  await holder.query("begin");
  await holder.query("select pg_advisory_xact_lock(hashtextextended('unit tree', 0))");
  const underWay = admin.post("/api/v1/units", {
    parentId: serving.house.units.north,
    name: "Pågår",
    kind: "other",
  });
  await until(async () => {
    const { rows } = await holder.query<{ n: number }>(
      `select count(*)::int as n from pg_locks where not granted and locktype = 'advisory'
       and database = (select oid from pg_database where datname = current_database())`,
    );
    return rows[0]?.n === 1;
  });
  serving.drain();
  const refused = await admin.get("/api/v1/units", { "accept-language": "en" });
  expect([refused.status, refused.body["code"]]).toEqual([503, "server.draining"]);
  expect(refused.headers.get("retry-after")).toBe("5");
  await until(() => stream.ended);
  const ready = await admin.get("/health/ready");
  expect([ready.status, ready.body["database"]]).toEqual([503, true]);
  expect((await admin.get("/health/live")).status).toBe(200);
  await holder.query("commit");
  holder.release();
  expect((await underWay).status).toBe(201);
});
