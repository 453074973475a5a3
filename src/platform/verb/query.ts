import { sql, type RawBuilder, type SqlBool } from "kysely";
import type { z } from "zod";
import type { Instant } from "../../shared/time.ts";
import { visible, type Actor } from "../actor.ts";
import { explainDatabaseError, type Db } from "../database/transaction.ts";
import type { CallOptions, Runtime } from "../runtime.ts";
import { encode, parse } from "./shape.ts";
import { refuseStrangers, type HttpAddress, type Needs } from "./verb.ts";

export interface QueryContext<Input> {
  db: Db;
  input: Input;
  now: Instant;
  actor: Actor;
  /** The address that people use, for links in documents; null where none is configured. */
  publicUrl: string | null;
  /**
   * The condition of visibility on the column that names a record's unit (`"incident.unit_id"`), for the query's
   * own permission or another. Every statement over records carries it.
   */
  sees: (unitColumn: string, permission?: string) => RawBuilder<SqlBool>;
}

export interface QueryDefinition<In extends z.ZodType, Out extends z.ZodType> {
  name: string;
  /** One sentence in English for the documentation of the API and the command line. */
  summary: string;
  http?: HttpAddress;
  needs: Needs;
  input: In;
  output: Out;
  run(context: QueryContext<z.output<In>>): Promise<z.input<Out>>;
}

/** A read as the shells see it. */
export interface AnyQuery {
  kind: "query";
  name: string;
  summary: string;
  http: HttpAddress | undefined;
  needs: Needs;
  input: z.ZodType;
  output: z.ZodType;
  execute(runtime: Runtime, actor: Actor, input: unknown, options: CallOptions): Promise<unknown>;
}

export interface Query<In extends z.ZodType, Out extends z.ZodType> extends AnyQuery {
  call(runtime: Runtime, actor: Actor, input: z.input<In>): Promise<z.output<Out>>;
}

/** Declares a read. What it answers is encoded through `output`; what it may see comes as a SQL condition. */
export function query<In extends z.ZodType, Out extends z.ZodType>(
  definition: QueryDefinition<In, Out>,
): Query<In, Out> {
  async function read(runtime: Runtime, actor: Actor, input: unknown): Promise<z.output<Out>> {
    refuseStrangers(actor, definition.needs);
    const parsed = parse(definition.input, input);
    try {
      const answer = await definition.run({
        db: runtime.db,
        input: parsed,
        now: runtime.clock.now(),
        publicUrl: runtime.publicUrl,
        actor,
        sees: (unitColumn, permission = definition.needs) => visible(actor, permission, sql.ref(unitColumn)),
      });
      return encode(definition.output, answer);
    } catch (error) {
      throw explainDatabaseError(error);
    }
  }

  return {
    kind: "query",
    name: definition.name,
    summary: definition.summary,
    http: definition.http,
    needs: definition.needs,
    input: definition.input,
    output: definition.output,
    execute: read,
    call: read,
  };
}
