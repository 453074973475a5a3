import { verb } from "../../../platform/verb/verb.ts";
import { removeSupplierInput, supplierView } from "../contract.ts";
import { commonSubject, wholeOrganisation } from "../subjects.ts";
import { lockSupplier } from "./queries-suppliers.ts";

export const removeSupplier = verb({
  name: "supplier.remove",
  summary: "Removes a supplier that nothing hangs on; the answer is the supplier as it was.",
  http: { method: "DELETE", path: "/suppliers/{supplierId}" },
  needs: "catalogue:edit",
  input: removeSupplierInput,
  output: supplierView,
  scope: wholeOrganisation,
  async run({ tx, input, note }) {
    const supplier = await lockSupplier(tx, input.supplierId, input.version);
    await tx.deleteFrom("supplier").where("id", "=", supplier.id).execute();
    note({
      kind: "supplier.removed",
      subject: commonSubject("supplier", supplier.id),
      body: { name: supplier.name },
    });
    return supplier;
  },
});
