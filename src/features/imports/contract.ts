/** The shapes of imports that the browser, the command line and OpenAPI read. */
export { fields, fieldOf, incidentStates, targets, type Field, type Target } from "./mapping/fields.ts";
export {
  profileColumn,
  profileSchema,
  reasonColumn,
  type Profile,
  type ProfileColumn,
} from "./mapping/profile.ts";
export { reasonCodes, type Reason, type ReasonCode } from "./reasons.ts";
export * from "./contract/imports.ts";
export * from "./contract/proposals.ts";
