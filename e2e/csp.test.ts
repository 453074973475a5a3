import { beforeAll, describe, expect, test } from "vitest";
import { upsertDependencies, upsertServices } from "../src/features/catalogue/index.ts";
import { reportIncident } from "../src/features/incidents/report-incident.ts";
import { system } from "../src/platform/actor.ts";
import { bulkWrite } from "../src/platform/verb/bulk.ts";
import { chromiumFound, complaintsOf, settled, signIn, useBrowser } from "./browser.ts";
import { useServer } from "./server.ts";

const pages = [
  "",
  "search?q=post",
  "incidents",
  "major-incidents",
  "report/incident",
  "report/planned-outage",
  "planned-outages",
  "planned-outages?view=weeks",
  "priorities",
  "breaches",
  "services",
  "systems",
  "map",
  "suppliers",
  "agreements",
  "units",
  "sites",
  "networks",
  "deviations",
  "actions",
  "reports",
  "reports/new",
  "statistics",
  "people",
  "permissions",
  "journal",
  "imports",
  "kit",
];

describe.skipIf(!chromiumFound)("the content security policy", () => {
  const server = useServer();
  const browser = useBrowser();

  beforeAll(async () => {
    const write = { verb: "catalogue.import", needs: "catalogue:edit", requestId: "e2e" } as const;
    await bulkWrite(server.runtime, system, write, async (bulk) => {
      const context = { ...bulk, actor: system };
      await upsertServices(context, [{ name: "E-post", area: "Kommunikation" }]);
      await upsertDependencies(context, [{ dependent: "E-post", dependency: "E-postserver" }]);
    });
    const input = { title: "E-post nere", started: { at: "2023-04-12T08:00:00Z" } };
    await reportIncident.call(server.runtime, system, input, { requestId: "e2e" });
  });

  test("allows nothing inline, and no page asks for it: charts, the map, dialogs and menus included", async () => {
    const page = await browser.open();
    await page.addInitScript(
      `globalThis.refused = []; document.addEventListener("securitypolicyviolation", (event) =>
        refused.push(event.violatedDirective + " " + event.blockedURI + " " + event.sample))`,
    );
    const answer = await page.goto(server.address);
    expect(answer?.headers()["content-security-policy"]).not.toContain("unsafe");
    await signIn(page, server.address);
    for (const path of pages) {
      await page.goto(`${server.address}/${path}`);
      await settled(page);
      for (const opener of await page.locator("main [data-primary-action], main [popovertarget]").all())
        if (await opener.isVisible()) {
          await opener.click();
          await page.keyboard.press("Escape");
        }
      expect(await page.evaluate("refused"), path).toEqual([]);
      const said = complaintsOf(page).filter((one) => /Content Security Policy/iu.test(one));
      expect(said, path).toEqual([]);
    }
  });

  test("the policy is in force: what is inline is refused, and the browser tells", async () => {
    const page = await browser.open();
    await page.goto(server.address);
    await page.evaluate(`document.body.setAttribute("style", "color: red")`);
    await expect.poll(() => complaintsOf(page).join("\n")).toMatch(/Content Security Policy/u);
  });

  test("no text becomes markup or script, whoever wrote it", async () => {
    const page = await browser.open();
    await page.goto(server.address);
    for (const attempt of [
      `document.body.insertAdjacentHTML("beforeend", "<p>x</p>")`,
      `document.body.innerHTML = "<img src=x onerror=alert(1)>"`,
      `document.createElement("script").text = "alert(1)"`,
      `trustedTypes.createPolicy("another", { createHTML: (text) => text })`,
    ])
      await expect(page.evaluate(attempt), attempt).rejects.toThrow(/Trusted|policy/iu);
  });
});
