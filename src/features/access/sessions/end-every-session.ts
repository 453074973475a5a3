import type { Tx } from "../../../platform/database/transaction.ts";

/** Signs everybody out, those half-way in as well: a restored session may be one that had been ended since. */
export async function endEverySession(tx: Tx): Promise<void> {
  await tx.deleteFrom("session").execute();
  await tx.deleteFrom("sign_in_step").execute();
}
