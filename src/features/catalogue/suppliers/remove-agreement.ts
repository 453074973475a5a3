import { verb } from "../../../platform/verb/verb.ts";
import { agreementView, removeAgreementInput } from "../contract.ts";
import { commonSubject, wholeOrganisation } from "../subjects.ts";
import { lockAgreement } from "./queries-suppliers.ts";

export const removeAgreement = verb({
  name: "agreement.remove",
  summary: "Removes an agreement; the answer is the agreement as it was.",
  http: { method: "DELETE", path: "/agreements/{agreementId}" },
  needs: "catalogue:edit",
  input: removeAgreementInput,
  output: agreementView,
  scope: wholeOrganisation,
  async run({ tx, input, note }) {
    const agreement = await lockAgreement(tx, input.agreementId, input.version);
    await tx.deleteFrom("agreement").where("id", "=", agreement.id).execute();
    note({
      kind: "agreement.removed",
      subject: commonSubject("agreement", agreement.id),
      body: { name: agreement.name, supplierId: agreement.supplierId },
    });
    return agreement;
  },
});
