import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { FastifyInstance, FastifyRequest } from "fastify";
import type { Runtime } from "../platform/runtime.ts";
import type { Label } from "../shared/language.ts";
import { nameIn } from "./guards/hosts.ts";

export interface About {
  /** The address that people use; null: what is listened on. */
  publicUrl: string | null;
  /** Sign-ins of the example organisation; offered on loopback only. */
  exampleSignIns: { email: string; role: Label; password?: string }[];
  /** Whether the server listens on loopback only. */
  loopback: boolean;
}

export const release: string = JSON.parse(
  readFileSync(join(import.meta.dirname, "../../package.json"), "utf8"),
).version;

export const isLoopback = (host: string): boolean =>
  host === "localhost" || host === "::1" || host === "[::1]" || /^(?:::ffff:)?127\./.test(host);

/** On this machine in every respect: a proxy on loopback in front of us serves others than those who sit here. */
function isAtHome(about: About, request: FastifyRequest): boolean {
  // What was asked for itself, beside what a proxy says was: both are words of the one who asks.
  const asked = nameIn(request.headers.host) ?? "";
  const atHome = about.publicUrl === null || isLoopback(URL.parse(about.publicUrl)?.hostname ?? "");
  return atHome && about.loopback && [request.ip, request.hostname, asked].every(isLoopback);
}

/** What can be known without signing in: about the API (national REST API profile, VER.06), and for the web client's start. */
export function mountApiInfo(server: FastifyInstance, runtime: Runtime, about: About): void {
  server.get("/api/v1/api-info", async () => ({
    apiName: "beredd",
    apiVersion: "1.0.0",
    apiReleased: "2026-11-22",
    apiDocumentation: "/api/docs",
    apiStatus: "beta",
  }));

  server.get("/api/v1/bootstrap", async (request) => {
    const organisation = await runtime.db.selectFrom("organisation").selectAll().executeTakeFirst();
    return {
      organisationName: organisation?.name ?? null,
      language: organisation?.language ?? "sv",
      timeZone: organisation?.time_zone ?? "Europe/Stockholm",
      version: release,
      ...(organisation?.is_example === true &&
        isAtHome(about, request) && { exampleSignIns: about.exampleSignIns }),
    };
  });
}
