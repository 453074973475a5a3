import { changesOf } from "../../../platform/verb/changes.ts";
import { verb } from "../../../platform/verb/verb.ts";
import { editSupplierInput, supplierView } from "../contract.ts";
import { commonSubject, wholeOrganisation } from "../subjects.ts";
import { findSupplier, lockSupplier } from "./queries-suppliers.ts";

export const editSupplier = verb({
  name: "supplier.edit",
  summary: "Edits a supplier.",
  http: { method: "PATCH", path: "/suppliers/{supplierId}" },
  needs: "catalogue:edit",
  input: editSupplierInput,
  output: supplierView,
  scope: wholeOrganisation,
  async run({ tx, input, now, note }) {
    const { supplierId, version, ...wanted } = input;
    const before = await lockSupplier(tx, supplierId, version);
    await tx
      .updateTable("supplier")
      .set({
        name: wanted.name ?? before.name,
        support_route: wanted.supportRoute ?? before.supportRoute,
        version: version + 1,
        updated_at: now,
      })
      .where("id", "=", supplierId)
      .execute();
    note({
      kind: "supplier.edited",
      subject: commonSubject("supplier", supplierId),
      body: { changes: changesOf({ ...before }, wanted) },
    });
    return findSupplier(tx, supplierId);
  },
});
