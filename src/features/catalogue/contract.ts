export * from "./contract/services.ts";
export * from "./contract/systems.ts";
export * from "./contract/suppliers.ts";
export * from "./contract/graph.ts";
export * from "./contract/activities.ts";
export * from "./contract/coverage.ts";
