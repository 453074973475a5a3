import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import { planOutage } from "../src/features/incidents/planned-outages/plan-outage.ts";
import { reportIncident } from "../src/features/incidents/report-incident.ts";
import { correctIncident } from "../src/features/incidents/edits/correct.ts";
import { declareMajor } from "../src/features/incidents/major/declare-major.ts";
import { system } from "../src/platform/actor.ts";
import { newId } from "../src/shared/ids.ts";
import { checkPage, chromiumFound, settled, signIn, useBrowser } from "./browser.ts";
import { useServer } from "./server.ts";

describe.skipIf(!chromiumFound)("incidents in the browser", () => {
  const server = useServer();
  const browser = useBrowser();
  const citrix = newId();
  let incidentId = "";
  let outageId = "";
  const call = () => ({ requestId: randomUUID() });

  beforeAll(async () => {
    const { db } = server.runtime;
    const root = await db.selectFrom("unit").select("id").executeTakeFirstOrThrow();
    const now = new Date().toISOString();
    const areaId = newId();
    await db
      .insertInto("service_area")
      .values({ id: areaId, name: "Arbetsplats", updated_at: now })
      .execute();
    await db
      .insertInto("service")
      .values({ id: citrix, name: "Citrix", area_id: areaId, unit_id: root.id, vital: true, updated_at: now })
      .execute();
    const since = { at: "2023-04-12T10:00:00Z", precision: "night" as const };
    const detected = { at: "2023-04-13T05:40:00Z", precision: "minute" as const };
    const incident = await reportIncident.call(
      server.runtime,
      system,
      {
        title: "Citrix nere för hela vården",
        started: since,
        detected,
        impact: 1,
        urgency: 1,
        effect: "down",
        serviceIds: [citrix],
        description: "Inloggningen svarar inte. Felet syns på alla enheter.",
      },
      call(),
    );
    incidentId = incident.id;
    await declareMajor.call(
      server.runtime,
      system,
      { incidentId, version: 1, ground: "Vården når inte journalen." },
      call(),
    );
    for (const title of [
      "Långsamt nätverk i skolan",
      "E-posten fördröjd",
      "Skrivarna på plan 3 svarar inte",
    ]) {
      const started = { at: "2023-04-11T10:00:00Z" };
      await reportIncident.call(server.runtime, system, { title, started, impact: 2, urgency: 3 }, call());
    }
    const outage = await planOutage.call(
      server.runtime,
      system,
      {
        title: "Byte av brandvägg",
        startsAt: "2023-05-10T20:00:00Z",
        endsAt: "2023-05-10T22:00:00Z",
        serviceIds: [citrix],
      },
      call(),
    );
    outageId = outage.id;
  });

  test("the pages hold on a telephone and a desk, in both languages, light and dark", async () => {
    const page = await browser.open();
    await signIn(page, `${server.address}/incidents`);
    await checkPage(page, "incidents");
    const pages = [
      ["incident", `/incidents/${incidentId}`],
      ["report-incident", "/report/incident"],
      ["major-incidents", "/major-incidents"],
      ["planned-outages", "/planned-outages"],
      ["planned-weeks", "/planned-outages?view=weeks&from=2023-04-24"],
      ["planned-outage", `/planned-outages/${outageId}`],
      ["plan-outage", "/report/planned-outage"],
      ["priorities", "/priorities"],
    ] as const;
    for (const [name, path] of pages) {
      await page.goto(`${server.address}${path}`);
      await settled(page);
      await checkPage(page, name);
    }
  }, 240_000);

  test("a clerk reports with the keyboard alone, and takes what is proposed", async () => {
    const page = await browser.open({ width: 360 });
    await signIn(page, `${server.address}/report/incident`);
    await page.getByLabel("Vad har hänt?").focus();
    await page.keyboard.type("Citrix nere");
    await page.getByLabel("Citrix", { exact: true }).waitFor();
    await page.getByText("Citrix nere för hela vården").waitFor();
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/incidents\/[0-9a-f-]{36}$/u);
    await settled(page);
    await page.getByRole("heading", { level: 1, name: "Citrix nere" }).waitFor();
    await expect.poll(() => page.getByText("1 – kritisk").count()).toBeGreaterThan(0);
  });

  test("a filter is in the address, and the list is what it says", async () => {
    const page = await browser.open();
    await signIn(page, `${server.address}/incidents?q=skrivare`);
    await page.getByText("Skrivarna på plan 3 svarar inte").waitFor();
    expect(await page.getByText("E-posten fördröjd").count()).toBe(0);
    await page.getByLabel("Sök", { exact: true }).last().fill("e-post");
    await page.getByText("E-posten fördröjd").waitFor();
    expect(new URL(page.url()).searchParams.get("q")).toBe("e-post");
  });

  test("whoever comes second sees what holds now, and nothing is written over", async () => {
    const page = await browser.open();
    await signIn(page, `${server.address}/incidents/${incidentId}`);
    await page.getByRole("button", { name: "Rätta" }).click();
    const { version } = await server.runtime.db
      .selectFrom("incident")
      .select("version")
      .where("id", "=", incidentId)
      .executeTakeFirstOrThrow();
    const others = { incidentId, version, title: "Citrix nere, rättad av en annan" };
    await correctIncident.call(server.runtime, system, others, call());
    await page.getByRole("dialog").getByLabel("Vad", { exact: true }).fill("Min rättelse");
    await page.getByRole("dialog").getByRole("button", { name: "Spara" }).click();
    const notice = page.getByRole("dialog").getByRole("alert");
    await notice.waitFor();
    expect(await notice.innerText()).toContain("Citrix nere, rättad av en annan");
    const after = await server.runtime.db
      .selectFrom("incident")
      .select("title")
      .where("id", "=", incidentId)
      .executeTakeFirstOrThrow();
    expect(after.title).toBe("Citrix nere, rättad av en annan");
  });
});
