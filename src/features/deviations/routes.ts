import type { Feature } from "../../platform/registry.ts";
import { addAction } from "./add-action.ts";
import { addDeviation } from "./add-deviation.ts";
import { editAction, linkAction, moveAction } from "./edit-action.ts";
import { editDeviation, judgeDeviation, linkDeviation } from "./edit-deviation.ts";
import { readAction, readActions } from "./read-actions.ts";
import { readDeviation, readDeviations } from "./read-deviations.ts";

export const deviations: Feature = {
  name: "deviations",
  operations: [
    readDeviations,
    readDeviation,
    addDeviation,
    editDeviation,
    judgeDeviation,
    linkDeviation,
    readActions,
    readAction,
    addAction,
    editAction,
    moveAction,
    linkAction,
  ],
};
