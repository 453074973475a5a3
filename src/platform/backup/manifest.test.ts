import { expect, test } from "vitest";
import { tableShape } from "./manifest.ts";

const partition = (bound: string) =>
  tableShape.safeParse({ schema: "public", name: "part", columns: ["id"], parent: "whole", bound }).success;

test.each([
  "DEFAULT",
  "FOR VALUES FROM ('0186a000-0000-0000-0000-000000000000') TO ('0187b000-0000-0000-0000-000000000000')",
  "FOR VALUES IN ('import.run')",
  "FOR VALUES IN ('it''s')",
])("a partition's bound is one that PostgreSQL writes: %s", (bound) => {
  expect(partition(bound)).toBe(true);
});

test.each([
  "DEFAULT; drop table person",
  "FOR VALUES IN ('a'); copy person to program 'sh'",
  "FOR VALUES IN ('a' || pg_read_file('x'))",
  "FOR VALUES IN (E'\\'); drop table person; --')",
  "DEFAULT\nwith (autovacuum_enabled = off)",
])("and no statement of whoever wrote the file: %s", (bound) => {
  expect(partition(bound)).toBe(false);
});
