export * from "./contract/account.ts";
export * from "./contract/access-settings.ts";
export * from "./contract/journal.ts";
export * from "./contract/keys.ts";
export * from "./contract/people.ts";
export * from "./contract/roles.ts";
export * from "./contract/sessions.ts";
export * from "./contract/sign-in.ts";
