import { expect, test } from "vitest";
import { useServing } from "../../../test/serving.ts";

const serving = useServing();

test("an incident goes round over HTTP: reported, edited on its ETag, and refused on an old one", async () => {
  const lead = await serving.signedIn("lead");
  const reported = await lead.post("/api/v1/incidents", {
    title: "Citrix nere",
    started: { at: "2023-04-12T13:30:00+02:00" },
  });
  expect([reported.status, reported.headers.get("etag")]).toEqual([201, '"v1"']);
  const address = `/api/v1/incidents/${String(reported.body["id"])}`;
  const edited = await lead.patch(address, { title: "Citrix nere i hela huset" }, { "if-match": '"v1"' });
  expect([edited.status, edited.headers.get("etag")]).toEqual([200, '"v2"']);
  const late = await lead.patch(address, { title: "Något annat" }, { "if-match": '"v1"' });
  expect([late.status, late.body["code"]]).toEqual([412, "record.stale"]);
  expect(late.body["current"]).toMatchObject({ title: "Citrix nere i hela huset", version: 2 });
  const step = await lead.post(`${address}/acknowledgement`, {}, { "if-match": '"v2"' });
  expect([step.status, step.body["state"]]).toEqual([201, "acknowledged"]);
});

test("a filter is query parameters, several of one name, and its fault is named", async () => {
  const reader = await serving.signedIn("reader");
  const found = await reader.get(
    "/api/v1/incidents?state=new&state=acknowledged&open=true&priority=1&sort=-opened&q=citrix",
  );
  expect(found.status).toBe(200);
  const wrong = await reader.get("/api/v1/incidents?state=ny");
  expect([wrong.status, wrong.body.errors?.[0]?.path]).toEqual([400, "state.0"]);
});

test("the list as CSV says its name and type, and is nothing for strangers", async () => {
  const reader = await serving.signedIn("reader");
  const file = await reader.get("/api/v1/incident-export?format=csv");
  expect(file.headers.get("content-type")).toContain("text/csv");
  expect(file.headers.get("content-disposition")).toMatch(/filename="incidenter-2023-04-12-14-00\.csv"/u);
  expect((await serving.client().get("/api/v1/incident-export?format=csv")).status).toBe(401);
});

test("times that contradict each other are refused in the reader's language, dates and all", async () => {
  const lead = await serving.signedIn("lead");
  const report = {
    title: "Citrix nere",
    started: { at: "2023-04-20T10:00:00Z", precision: "week" },
    detected: { at: "2023-04-12T10:00:00Z" },
  };
  const said = async (language: string) => {
    const refused = await lead.post("/api/v1/incidents", report, { "accept-language": language });
    expect(refused.body["code"]).toBe("incident.times-out-of-order");
    return String(refused.body["detail"]);
  };
  expect(await said("sv")).toMatch(/började vecka\s16\s2023 men upptäcktes/u);
  const english = await said("en");
  expect(english).toMatch(/week\s16/u);
  expect(english).not.toContain("vecka");
});
