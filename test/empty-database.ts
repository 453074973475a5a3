import { randomBytes } from "node:crypto";
import { afterAll, inject } from "vitest";
import type { Connection } from "../src/platform/database/pools.ts";
import { named, onSession } from "./connections.ts";

/** Makes databases with nothing in them on the run's server, and drops them when the test file ends. */
export function useEmptyDatabases(): () => Promise<Connection> {
  const made: string[] = [];
  afterAll(async () => {
    await onSession(inject("server"), async (client) => {
      for (const name of made) await client.query(`drop database if exists ${name} with (force)`);
    });
  });
  return async () => {
    const name = `beredd_test_${randomBytes(6).toString("hex")}`;
    made.push(name);
    await onSession(inject("server"), (client) => client.query(`create database ${name}`));
    return named(inject("server"), name);
  };
}
