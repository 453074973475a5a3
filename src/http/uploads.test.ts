import { randomBytes } from "node:crypto";
import http from "node:http";
import { expect, test } from "vitest";
import { useServing } from "../../test/serving.ts";
import { until } from "../../test/until.ts";
import { openFile } from "../platform/files/files.ts";

const serving = useServing();
const bytes = { "content-type": "application/octet-stream" };
const kept = async () => {
  const { rows } = await serving.house.owner.query<{ files: number; chunks: number }>(
    "select (select count(*)::int from file) as files, (select count(*)::int from file_chunk) as chunks",
  );
  return rows[0];
};

test("a file comes back as it went in, under a name without folders", async () => {
  const admin = await serving.signedIn("administrator");
  const content = randomBytes(2_500_000);
  const name = encodeURIComponent("../../etc/händelser\u0000\r\n2023.csv");
  const answer = await admin.post("/api/v1/files", content, { ...bytes, "x-file-name": name });
  expect(answer.status).toBe(201);
  expect(answer.body).toMatchObject({ name: "händelser2023.csv", size: 2_500_000 });
  const stored = await openFile(serving.house.db, String(answer.body["id"]));
  expect(Buffer.concat(await stored.stream.toArray()).equals(content)).toBe(true);
});

test("an upload that is broken off half-way leaves nothing", async () => {
  const admin = await serving.signedIn("administrator");
  const before = await kept();
  const request = http.request(`${serving.address}/api/v1/files`, {
    method: "POST",
    headers: { ...bytes, cookie: admin.cookie, "x-beredd-csrf": admin.csrf, "content-length": "9000000" },
  });
  request.on("error", () => undefined);
  request.write(randomBytes(4_000_000));
  await until(async () => (await kept())?.chunks !== before?.chunks);
  request.destroy();
  await until(async () => (await kept())?.files === before?.files);
  expect(await kept()).toEqual(before);
});

test("one who may not import uploads nothing, and no other kind of body is a file", async () => {
  const before = await kept();
  const reader = await serving.signedIn("reader");
  expect((await reader.post("/api/v1/files", new Uint8Array(10), bytes)).body["code"]).toBe("access.refused");
  expect((await serving.client().post("/api/v1/files", new Uint8Array(10), bytes)).status).toBe(401);
  const admin = await serving.signedIn("administrator");
  expect((await admin.post("/api/v1/files", "{}")).status).toBe(415);
  expect(
    (await admin.post("/api/v1/files", new Uint8Array(10), { ...bytes, "x-beredd-csrf": "no" })).status,
  ).toBe(403);
  expect(await kept()).toEqual(before);
});
