import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { FastifyInstance } from "fastify";
import type { Runtime } from "../platform/runtime.ts";

export interface About {
  /** The address that people use; null: what is listened on. */
  publicUrl: string | null;
  /** Sign-ins of the example organisation; offered on loopback only. */
  exampleSignIns: { email: string; role: string }[];
  /** Whether the server listens on loopback only. */
  loopback: boolean;
}

export const release: string = JSON.parse(
  readFileSync(join(import.meta.dirname, "../../package.json"), "utf8"),
).version;

/** What can be known without signing in: about the API (national REST API profile, VER.06), and for the web client's start. */
export function mountApiInfo(server: FastifyInstance, runtime: Runtime, about: About): void {
  server.get("/api/v1/api-info", async () => ({
    apiName: "beredd",
    apiVersion: "1.0.0",
    apiReleased: "2026-11-22",
    apiDocumentation: "/api/docs",
    apiStatus: "beta",
  }));

  server.get("/api/v1/bootstrap", async () => {
    const organisation = await runtime.db.selectFrom("organisation").selectAll().executeTakeFirst();
    return {
      organisationName: organisation?.name ?? null,
      language: organisation?.language ?? "sv",
      timeZone: organisation?.time_zone ?? "Europe/Stockholm",
      version: release,
      ...(about.loopback && organisation?.is_example === true && { exampleSignIns: about.exampleSignIns }),
    };
  });
}
