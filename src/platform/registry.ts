import type { AnyJob } from "./jobs/jobs.ts";
import type { Reaction } from "./journal/reactions.ts";
import type { AnyQuery } from "./verb/query.ts";
import type { AnyVerb } from "./verb/verb.ts";

export type Operation = AnyVerb | AnyQuery;

/** What a feature brings into the house. */
export interface Feature {
  name: string;
  operations: readonly Operation[];
  jobs?: readonly AnyJob[];
  reactions?: readonly Reaction[];
}

/** Every verb and query, by name: what HTTP, the command line, OpenAPI and the permission matrix derive from. */
export interface Registry {
  features: readonly Feature[];
  operations: readonly Operation[];
  jobs: readonly AnyJob[];
  reactions: readonly Reaction[];
}

/** Throws when two operations share a name or an address: a fault of ours, found at start. */
export function makeRegistry(features: readonly Feature[]): Registry {
  const operations = features.flatMap((feature) => feature.operations);
  refuseTwice(operations.map((operation) => operation.name));
  refuseTwice(
    operations.flatMap(({ http }) =>
      http === undefined ? [] : [`${http.method} ${http.path.replace(/\{[^}]+\}/g, "{}")}`],
    ),
  );
  return {
    features,
    operations,
    jobs: features.flatMap((feature) => feature.jobs ?? []),
    reactions: features.flatMap((feature) => feature.reactions ?? []),
  };
}

function refuseTwice(names: string[]): void {
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw new Error(`Two operations are both called ${twice}.`);
}
