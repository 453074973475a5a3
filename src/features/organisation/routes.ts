import type { Feature } from "../../platform/registry.ts";
import { addUnit } from "./add-unit.ts";
import { editUnit } from "./edit-unit.ts";
import { readUnit, readUnits } from "./read-units.ts";
import { removeUnit } from "./remove-unit.ts";

export const organisation: Feature = {
  name: "organisation",
  operations: [readUnits, readUnit, addUnit, editUnit, removeUnit],
};
