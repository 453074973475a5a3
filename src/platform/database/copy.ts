import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import {
  CompiledQuery,
  sql,
  type PostgresCursor,
  type PostgresPool,
  type PostgresPoolClient,
  type PostgresQueryResult,
} from "kysely";
import type { Pool, PoolClient } from "pg";
import { from as copyFrom } from "pg-copy-streams";
import type { Tx } from "./transaction.ts";

/** A value as COPY takes it; a moment is its text. */
export type CopyCell = string | number | boolean | Buffer | null;

/** What a COPY reads, as the one parameter of its statement. */
class CopyText {
  readonly parts: Iterable<string>;
  constructor(parts: Iterable<string>) {
    this.parts = parts;
  }
}

const special = /[\\\t\n\r]/;

/** A text in COPY's format, where a backslash begins what stands for something else. */
export function copyText(text: string): string {
  if (!special.test(text)) return text;
  return text
    .replaceAll("\\", "\\\\")
    .replaceAll("\t", "\\t")
    .replaceAll("\n", "\\n")
    .replaceAll("\r", "\\r");
}

function copyCell(cell: CopyCell): string {
  if (typeof cell === "string") return copyText(cell);
  if (cell === null) return "\\N";
  return typeof cell === "object" ? `\\\\x${cell.toString("hex")}` : String(cell);
}

/** One column: its name, and the cell of a row. */
export interface CopyColumn<Row> {
  readonly name: string;
  readonly of: (row: Row) => CopyCell;
}

/** Rows that are written down at once: enough to keep the server busy until the next are. */
const PART = 250;

function* partsOf<Row>(columns: readonly CopyColumn<Row>[], rows: readonly Row[]): Generator<string> {
  const cells = columns.map(({ of }) => of);
  for (let from = 0; from < rows.length; from += PART) {
    let text = "";
    for (const row of rows.slice(from, from + PART)) {
      let line = "";
      for (const of of cells) line += `\t${copyCell(of(row))}`;
      text += `${line.slice(1)}\n`;
    }
    yield text;
  }
}

/** Writes rows into a table by COPY, within the transaction; the server works on the first as the next are made. */
export async function copyRows<Row>(
  tx: Tx,
  table: string,
  columns: readonly CopyColumn<Row>[],
  rows: readonly Row[],
): Promise<void> {
  const names = sql.join(columns.map(({ name }) => sql.ref(name)));
  const { sql: statement } = sql`copy ${sql.table(table)} (${names}) from stdin`.compile(tx);
  await tx.executeQuery(CompiledQuery.raw(statement, [new CopyText(partsOf(columns, rows))]));
}

async function copy<R>(
  client: PoolClient,
  statement: string,
  { parts }: CopyText,
): Promise<PostgresQueryResult<R>> {
  const stream = client.query(copyFrom(statement));
  await pipeline(Readable.from(parts), stream);
  return { command: "INSERT", rowCount: stream.rowCount, rows: [] };
}

/** A connection as Kysely knows it, that also takes the COPY of `copyInto`. */
class CopyingClient implements PostgresPoolClient {
  readonly #client: PoolClient;
  readonly #plain: PostgresPoolClient;

  constructor(client: PoolClient) {
    this.#client = client;
    this.#plain = client;
  }

  query<R>(statement: string, parameters: readonly unknown[]): Promise<PostgresQueryResult<R>>;
  query<R>(cursor: PostgresCursor<R>): PostgresCursor<R>;
  query<R>(
    asked: string | PostgresCursor<R>,
    parameters: readonly unknown[] = [],
  ): Promise<PostgresQueryResult<R>> | PostgresCursor<R> {
    if (typeof asked !== "string") return this.#plain.query(asked);
    const [first] = parameters;
    return first instanceof CopyText
      ? copy(this.#client, asked, first)
      : this.#plain.query(asked, parameters);
  }

  release(destroy?: boolean): void {
    this.#client.release(destroy);
  }
}

/** The pool as Kysely takes it, with COPY inside its transactions. */
export function copyingPool(pool: Pool): PostgresPool {
  // Kysely knows a connection again by the object.
  const clients = new WeakMap<PoolClient, CopyingClient>();
  return {
    options: pool.options,
    end: () => pool.end(),
    async connect() {
      const client = await pool.connect();
      const known = clients.get(client) ?? new CopyingClient(client);
      clients.set(client, known);
      return known;
    },
  };
}
