export { impactOf, type Outage } from "./graph/queries-impact.ts";
export { findService } from "./services/queries-services.ts";
export { findSystem } from "./systems/queries-systems.ts";
export { seesService } from "./subjects.ts";
