import type { Subject } from "../../../platform/journal/entry.ts";

/** An import touches any unit, so it is seen by those who may see imports over the whole organisation. */
export const importSubject = (id: string, rootId: string): Subject => ({
  type: "import",
  id,
  unitId: rootId,
  needs: "import:read",
});
