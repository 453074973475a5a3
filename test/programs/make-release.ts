// A small database as a release left it, for the test that brings it up to the present one.
//   node test/programs/make-release.ts CHECKOUT_OF_THE_RELEASE test/fixtures/release-VERSION.beredd
// The release's own code makes everything in it; the present one only packs it. Nobody in it exists.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { Client } from "../client.ts";
import { runBeredd } from "../product.ts";
import { until } from "../until.ts";
import { account, PASSPHRASE } from "../release-account.ts";

const [checkout = "", out = ""] = process.argv.slice(2);

async function make(client: Client, address: string, body: unknown): Promise<string> {
  const answer = await client.post(`/api/v1/${address}`, body);
  if (answer.status !== 201) throw new Error(`${address}: ${answer.status} ${answer.text}`);
  return String(answer.body["id"]);
}

async function fill(address: string): Promise<void> {
  const client = new Client(address);
  await client.post("/api/v1/setup", {
    ...account,
    organisationName: "Exempelkommun",
    name: "Administratör",
  });
  const signedIn = await client.post("/api/v1/session", account);
  if (signedIn.status !== 201 && signedIn.status !== 200) throw new Error(signedIn.text);
  const root = String((await client.get("/api/v1/units")).body.items?.[0]?.["id"]);
  const unitId = await make(client, "units", {
    parentId: root,
    name: "Norra förvaltningen",
    kind: "administration",
  });
  const serviceId = await make(client, "services", { unitId, name: "E-post", code: "epost" });
  const systemId = await make(client, "systems", { unitId, name: "Postsystem", code: "post" });
  await make(client, "dependencies", { dependentId: serviceId, dependencyId: systemId, mode: "all" });
  for (let day = 10; day < 30; day += 1) {
    const started = { at: `2023-03-${day}T08:00:00Z`, precision: day % 3 === 0 ? "day" : "minute" };
    const detected = { at: `2023-03-${day}T09:00:00Z` };
    const said = {
      title: `E-posten nere den ${day}`,
      effect: "down",
      impact: 2,
      urgency: 2,
    };
    await make(client, "incidents", {
      ...said,
      started,
      detected,
      unitId,
      serviceIds: [serviceId],
      systemIds: [systemId],
    });
  }
  const bytes = { "content-type": "application/octet-stream" };
  const stored = await client.post("/api/v1/files", Buffer.from("Nummer;Rubrik\r\n1;Avbrott\r\n"), bytes);
  if (stored.status !== 201) throw new Error(stored.text);
  const entries = (await client.get("/api/v1/journal?limit=50")).body.items ?? [];
  const entryIds = entries
    .filter((entry) => entry["kind"] === "incident.reported")
    .slice(0, 1)
    .map((entry) => entry["id"]);
  await make(client, "journal/erasures", { entryIds, ground: "Art. 17" });
}

const data = await mkdtemp(path.join(os.tmpdir(), "beredd-release-"));
await chmod(data, 0o711);
const main = path.join(path.resolve(checkout), "src", "main.ts");
const server = spawn(process.execPath, [main, "serve", "--empty", "--json", "--port", "0", "--data", data], {
  stdio: ["ignore", "pipe", "inherit"],
});
const ended = once(server, "exit");
let said = "";
server.stdout.on("data", (bytes) => void (said += String(bytes)));
try {
  await until(() => /"address": "[^"]+"/.test(said), 120);
  await fill(/"address": "([^"]+)"/.exec(said)?.[1] ?? "");
} finally {
  server.kill("SIGTERM");
  await ended;
}
await rm(out, { force: true });
const { code, stdout, stderr } = await runBeredd(["backup", out, "--data", data], {
  BEREDD_BACKUP_PASSPHRASE: PASSPHRASE,
});
process.stdout.write(`${stdout}${stderr}`);
await rm(data, { recursive: true, force: true });
process.exitCode = code ?? 1;
