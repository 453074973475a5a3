import { newId } from "../../../shared/ids.ts";
import { verb } from "../../../platform/verb/verb.ts";
import { addSupplierInput, supplierView } from "../contract.ts";
import { commonSubject, wholeOrganisation } from "../subjects.ts";
import { findSupplier } from "./queries-suppliers.ts";

export const addSupplier = verb({
  name: "supplier.add",
  summary: "Adds a supplier.",
  http: { method: "POST", path: "/suppliers" },
  needs: "catalogue:edit",
  input: addSupplierInput,
  output: supplierView,
  scope: wholeOrganisation,
  async run({ tx, input, now, note }) {
    const id = newId();
    await tx
      .insertInto("supplier")
      .values({ id, name: input.name, support_route: input.supportRoute, updated_at: now })
      .execute();
    note({ kind: "supplier.added", subject: commonSubject("supplier", id), body: { ...input } });
    return findSupplier(tx, id);
  },
});
