import { newId } from "../../../shared/ids.ts";
import { verb } from "../../../platform/verb/verb.ts";
import { addAgreementInput, agreementView } from "../contract.ts";
import { commonSubject, wholeOrganisation } from "../subjects.ts";
import { refuseBackwards } from "./period.ts";
import { findAgreement, setAgreementSystems } from "./queries-suppliers.ts";

export const addAgreement = verb({
  name: "agreement.add",
  summary: "Adds an agreement with a supplier, and the systems that it covers.",
  http: { method: "POST", path: "/agreements" },
  needs: "catalogue:edit",
  input: addAgreementInput,
  output: agreementView,
  scope: wholeOrganisation,
  async run({ tx, input, now, note }) {
    refuseBackwards(input.validFrom, input.validTo);
    const id = newId();
    await tx
      .insertInto("agreement")
      .values({
        id,
        supplier_id: input.supplierId,
        name: input.name,
        reference: input.reference,
        valid_from: input.validFrom,
        valid_to: input.validTo,
        promised_restore_minutes: input.promisedRestoreMinutes,
        processor_agreement: input.processorAgreement,
        support_route: input.supportRoute,
        updated_at: now,
      })
      .execute();
    await setAgreementSystems(tx, id, input.systemIds);
    note({ kind: "agreement.added", subject: commonSubject("agreement", id), body: { ...input } });
    return findAgreement(tx, id);
  },
});
