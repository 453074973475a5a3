export * from "./contract/acts.ts";
export * from "./contract/imported.ts";
export * from "./contract/incident.ts";
export * from "./contract/list.ts";
export * from "./contract/planned-outage.ts";
export * from "./contract/priority.ts";
export * from "./contract/proposal.ts";
export * from "./contract/words.ts";
