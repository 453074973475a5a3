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
