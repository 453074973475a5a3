import { sql, type SqlBool } from "kysely";
import { query } from "../../../platform/verb/query.ts";
import {
  dependencyIdInput,
  dependencyList,
  dependencyView,
  graphInput,
  graphView,
  impactInput,
  impactView,
  listDependenciesInput,
  listUsesInput,
  useList,
} from "../contract.ts";
import { seesService } from "../subjects.ts";
import { findDependency, listDependencies } from "./queries-dependencies.ts";
import { readGraph } from "./queries-graph.ts";
import { impactOf } from "./queries-impact.ts";
import { listUses } from "./queries-uses.ts";

export const readDependencies = query({
  name: "dependency.list",
  summary: "Lists dependencies between services and systems.",
  http: { method: "GET", path: "/dependencies" },
  needs: "catalogue:read",
  input: listDependenciesInput,
  output: dependencyList,
  run: ({ db, input, sees }) =>
    listDependencies(db, input, sql<SqlBool>`${seesService(sees, "a")} and ${seesService(sees, "b")}`),
});

export const readDependency = query({
  name: "dependency.read",
  summary: "Shows one dependency.",
  http: { method: "GET", path: "/dependencies/{dependencyEdgeId}" },
  needs: "catalogue:read",
  input: dependencyIdInput,
  output: dependencyView,
  run: ({ db, input, sees }) =>
    findDependency(
      db,
      input.dependencyEdgeId,
      sql<SqlBool>`${seesService(sees, "a")} and ${seesService(sees, "b")}`,
    ),
});

export const readUses = query({
  name: "service-use.list",
  summary: "Lists which units use which services.",
  http: { method: "GET", path: "/service-uses" },
  needs: "catalogue:read",
  input: listUsesInput,
  output: useList,
  run: ({ db, input, sees }) => listUses(db, input, sees("x.unit_id")),
});

export const readWholeGraph = query({
  name: "catalogue.graph",
  summary: "Shows services and systems with what hangs on what, around one of them or as a whole.",
  http: { method: "GET", path: "/catalogue-graph" },
  needs: "catalogue:read",
  input: graphInput,
  output: graphView,
  run: ({ db, input, sees }) => readGraph(db, input, (alias) => seesService(sees, alias)),
});

export const readImpact = query({
  name: "catalogue.impact",
  summary: "Derives who and what is hit when services or systems fall or work worse.",
  http: { method: "GET", path: "/impact" },
  needs: "catalogue:read",
  input: impactInput,
  output: impactView,
  run: ({ db, input, sees }) =>
    impactOf(db, { fallen: input.nodeId ?? [], degraded: input.degradedId ?? [] }, sees),
});
