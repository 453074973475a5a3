export * from "./contract/journal.ts";
export * from "./contract/people.ts";
export * from "./contract/roles.ts";
export * from "./contract/sign-in.ts";
