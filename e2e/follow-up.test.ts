import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { Temporal } from "temporal-polyfill";
import { beforeAll, describe, expect, test } from "vitest";
import { inTransaction } from "../src/platform/database/transaction.ts";
import { checkPage, chromiumFound, settled, signIn, useBrowser } from "./browser.ts";
import { administrator, useServer } from "./server.ts";

const server = useServer();
const browser = useBrowser();
const handler = { email: "pui@exempelkommun.example", password: "en lång mening duger" };
const ids = { deviation: "", action: "", breach: "" };

/** Two years of incidents over a few services, as imports would leave them. */
async function fill(): Promise<void> {
  await inTransaction(server.runtime.db, async (tx) => {
    await sql`insert into service_area (id, name, position, updated_at)
      select gen_random_uuid(), name, place, now()
      from unnest(array['HR', 'Ekonomi', 'Kommunikation']) with ordinality t (name, place)`.execute(tx);
    await sql`insert into service (id, name, area_id, unit_id, vital, updated_at)
      select gen_random_uuid(), t.name, a.id, u.id, t.name = 'Telefoni', now()
      from (values ('Lön', 'HR'), ('Rekrytering', 'HR'), ('Ekonomisystem', 'Ekonomi'), ('Telefoni', 'Kommunikation'),
                   ('E-post', 'Kommunikation')) t (name, area)
      join service_area a on a.name = t.area cross join (select id from unit where parent_id is null) u`.execute(
      tx,
    );
    await sql`insert into incident (id, number, unit_id, title, state, impact, priority, category, detected_at,
        detected_precision, acknowledged_at, acknowledged_precision, restored_at, restored_precision, closed_at,
        closed_precision, recorded_at, promised_minutes, major, major_ground, reopened_count, updated_at)
      select gen_random_uuid(), 'INC-' || extract(year from x.at) || '-' || lpad(n::text, 4, '0'), u.id,
        'Störning ' || n, case when x.open then 'in-progress' else 'closed' end, 1 + n % 3, 1 + n % 5, 'Kategori ' || n % 4,
        x.at, 'minute', x.at + interval '9 min', 'minute', case when not x.open then x.at + make_interval(mins => 30 + n * 37 % 600) end,
        case when x.open then null when n % 7 = 0 then 'hour' else 'minute' end,
        case when not x.open then x.at + interval '2 days' end, case when not x.open then 'minute' end, x.at, 240,
        n % 60 = 0, case when n % 60 = 0 then 'Hela förvaltningen' end, (n % 11 = 0)::int, x.at
      from generate_series(1, 600) n
      cross join lateral (select now() - make_interval(hours => n * 29 % 17000) as at, n % 83 = 0 as open) x
      cross join (select id from unit where parent_id is null) u`.execute(tx);
    await sql`insert into incident_service (incident_id, service_id)
      select i.id, s.id from incident i join (select id, row_number() over (order by name) - 1 as place from service) s
      on s.place = hashtext(i.number) & 3`.execute(tx);
    await sql`insert into planned_outage (id, number, unit_id, title, starts_at, ends_at, recorded_at, updated_at)
      select gen_random_uuid(), 'PLA-2026-000' || n, u.id, 'Byte av brandvägg ' || n, now() + make_interval(hours => 30 * n),
        now() + make_interval(hours => 30 * n + 3), now(), now()
      from generate_series(1, 3) n cross join (select id from unit where parent_id is null) u`.execute(tx);
    await sql`insert into planned_outage_service select p.id, s.id from planned_outage p cross join service s
      where s.name = 'E-post'`.execute(tx);
  });
}

type Send = (path: string, body: object) => Promise<Record<string, unknown>>;
interface Client {
  post: Send;
  put: Send;
}

async function clientOf(who: { email: string; password: string }): Promise<Client> {
  const headers = { "content-type": "application/json" };
  const answer = await fetch(`${server.address}/api/v1/session`, {
    method: "POST",
    headers,
    body: JSON.stringify({ email: who.email, password: who.password }),
  });
  const cookies = answer.headers.getSetCookie().map((cookie) => cookie.split(";")[0] ?? "");
  const csrf = cookies.find((cookie) => cookie.includes("csrf"))?.split("=")[1] ?? "";
  const sending =
    (method: string): Send =>
    async (path, body) => {
      const response = await fetch(`${server.address}/api/v1${path}`, {
        method,
        headers: {
          ...headers,
          cookie: cookies.join("; "),
          "x-beredd-csrf": decodeURIComponent(csrf),
          "idempotency-key": randomUUID(),
        },
        body: JSON.stringify(body),
      });
      const read = (await response.json()) as Record<string, unknown>;
      if (!response.ok) throw new Error(`${path}: ${JSON.stringify(read)}`);
      return read;
    };
  return { post: sending("POST"), put: sending("PUT") };
}

/** Nobody is appointed before they have changed the password that they were given. */
async function appoint(admin: Client, unitId: string): Promise<void> {
  const given = { email: handler.email, password: "en mening som någon annan valde" };
  const added = { ...given, name: "Dataskyddssamordnare", grants: [{ role: "reader", unitId }] };
  const { id, version } = await admin.post("/people", added);
  const own = await clientOf(given);
  await own.put("/account/password", { current: given.password, password: handler.password });
  const grants = [{ role: "breach-handler", unitId }];
  await admin.put(`/people/${String(id)}/grants`, { version, grants });
}

describe.skipIf(!chromiumFound)("follow-up and situation", () => {
  beforeAll(async () => {
    const { db } = server.runtime;
    await fill();
    const admin = await clientOf(administrator);
    const root = await db
      .selectFrom("unit")
      .select("id")
      .where("parent_id", "is", null)
      .executeTakeFirstOrThrow();
    await appoint(admin, root.id);
    const service = await db
      .selectFrom("service")
      .select("id")
      .where("name", "=", "Lön")
      .executeTakeFirstOrThrow();
    const incident = await db
      .selectFrom("incident")
      .select("number")
      .where("major", "=", true)
      .executeTakeFirstOrThrow();
    const at = Temporal.Now.instant().subtract({ hours: 50 }).toString();
    const deviation = await admin.post("/deviations", {
      kind: "incident",
      title: "Export av löneunderlag tappar rader",
      serviceId: service.id,
      found: { at, precision: "day" },
      incidents: [incident.number],
    });
    const action = await admin.post("/actions", {
      title: "Mer minne på servrarna",
      ownerRole: "Systemförvaltare HR",
      dueOn: "2023-06-30",
      about: [{ type: "deviation", ref: deviation["id"] }],
    });
    const breach = await (
      await clientOf(handler)
    ).post("/breaches", {
      unitId: root.id,
      title: "Deltagares uppgifter synliga för alla",
      discovered: { at, precision: "hour" },
      risk: "risk",
      peopleCount: 140,
    });
    ids.deviation = String(deviation["id"]);
    ids.action = String(action["id"]);
    ids.breach = String(breach["id"]);
  });

  test("the situation at one glance", async () => {
    const page = await browser.open();
    await signIn(page, server.address);
    await checkPage(page, "situation");
  });

  test("the situation of an empty installation says what to do first", async () => {
    const page = await browser.open();
    await signIn(page, server.address);
    await page.route("**/api/v1/situation", (route) =>
      route.fulfill({ json: { open: [], known: { services: false, incidents: false } } }),
    );
    await page.reload();
    await settled(page);
    expect(await page.locator(".b-empty a").count()).toBe(3);
  });

  test("statistics: figures lead to their records, the filter is in the address", async () => {
    const page = await browser.open();
    await signIn(page, server.address);
    const { year } = Temporal.Now.plainDateISO("Europe/Stockholm");
    await page.goto(`${server.address}/statistics?period=${year}&by=area&figure=outageMinutes`);
    await settled(page);
    await checkPage(page, "statistics");
    const shown = await page.locator(".b-figure-value a").first().textContent();
    await page.locator(".b-figure-value a").first().click();
    await page.waitForURL(/\/incidents\?/u);
    const total = () => page.locator(".b-table-total").textContent();
    await expect.poll(total, { timeout: 10_000 }).toContain(shown);
  });

  test.each(["deviation", "action"] as const)("%ss, and one of them", async (name) => {
    const page = await browser.open();
    await signIn(page, server.address);
    for (const [shown, path] of [
      [`${name}s`, `/${name}s`],
      [name, `/${name}s/${ids[name]}`],
    ] as const) {
      await page.goto(server.address + path);
      await settled(page);
      await checkPage(page, shown);
    }
  });

  test("breaches are there for the handler, and not in the administrator's navigation", async () => {
    const page = await browser.open();
    await signIn(page, server.address, { ...administrator, ...handler });
    for (const [name, path] of [
      ["breaches", "/breaches"],
      ["breach", `/breaches/${ids.breach}`],
    ] as const) {
      await page.goto(server.address + path);
      await settled(page);
      await checkPage(page, name);
    }
    const other = await browser.open();
    await signIn(other, server.address);
    expect(await other.locator("a[href='/breaches']").count()).toBe(0);
  });
});
