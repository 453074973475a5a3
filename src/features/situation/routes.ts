import type { Feature } from "../../platform/registry.ts";
import { readSituation } from "./read-situation.ts";

export const situation: Feature = { name: "situation", operations: [readSituation] };
