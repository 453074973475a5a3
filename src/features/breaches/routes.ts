import type { Feature } from "../../platform/registry.ts";
import { addBreach } from "./add-breach.ts";
import { editBreach, linkBreach } from "./edit-breach.ts";
import { readBreach, readBreaches } from "./read-breaches.ts";

export const breaches: Feature = {
  name: "breaches",
  operations: [readBreaches, readBreach, addBreach, editBreach, linkBreach],
};
