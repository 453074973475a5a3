import { z } from "zod";

/** Grows when an older release could no longer read what is written. */
export const FORMAT = 1;

// The archive: backup.json, keys/NAME, tables/SCHEMA.NAME/NNNNNN.copy (PostgreSQL's COPY text, cut between rows), end.json.
export const FIRST = "backup.json";
export const LAST = "end.json";
export const keyPath = (name: string) => `keys/${name}`;
export const partPath = (table: string, number: number) =>
  `tables/${table}/${String(number).padStart(6, "0")}.copy`;

/**
 * How PostgreSQL writes the bounds of the partitions that we make, and nothing else: it goes into a statement, and a
 * file that was locked with a public key may be anybody's.
 */
const TEXT = /'(?:[^'\\]|'')*'/u.source;
const BOUND = new RegExp(
  `^(?:DEFAULT|FOR VALUES FROM \\(${TEXT}\\) TO \\(${TEXT}\\)|FOR VALUES IN \\(${TEXT}\\))$`,
  "u",
);

export const tableShape = z.object({
  schema: z.string(),
  name: z.string(),
  /** Without those that the database derives by itself. */
  columns: z.array(z.string()).min(1),
  /** Of a partition: the table that it is one of, and which rows it takes. */
  parent: z.string().nullable(),
  bound: z.string().regex(BOUND).nullable(),
});

const sequence = z.object({ schema: z.string(), name: z.string(), last: z.string().nullable() });

const head = z.object({ number: z.number().int(), hash: z.string() });

export const manifestShape = z.object({
  product: z.literal("beredd"),
  format: z.number().int(),
  release: z.string(),
  madeAt: z.string(),
  postgres: z.string(),
  migrations: z.array(z.object({ name: z.string(), sha256: z.string() })),
  tables: z.array(tableShape),
  sequences: z.array(sequence),
  /** The newest seal in the snapshot: what the restored journal must still hold. */
  head: head.nullable(),
});

const digest = z.object({ rows: z.number().int(), bytes: z.number().int(), sha256: z.string() });

export const endShape = z.object({ tables: z.record(z.string(), digest) });

export type Manifest = z.output<typeof manifestShape>;
export type BackupTable = z.output<typeof tableShape>;
export type Digest = z.output<typeof digest>;

export const tableKey = (of: { schema: string; name: string }) => `${of.schema}.${of.name}`;

export const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;
export const qualified = (of: { schema: string; name: string }) => `${quoted(of.schema)}.${quoted(of.name)}`;
export const columnList = (columns: readonly string[]) => columns.map(quoted).join(", ");
