/** The door of imports: what other rooms may call. */
export { valueOf } from "./mapping/row.ts";
export { shippedProfiles } from "./profiles/index.ts";
export { faultOf, importFile } from "./import-file.ts";
export { profileSchema } from "./mapping/profile.ts";
export { filesDone, type RunOutcome } from "./run/queries-outcome.ts";
export type { Progress } from "./run/state.ts";
