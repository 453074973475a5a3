import type { Feature } from "../../platform/registry.ts";
import { find } from "./find.ts";

export const search: Feature = { name: "search", operations: [find] };
