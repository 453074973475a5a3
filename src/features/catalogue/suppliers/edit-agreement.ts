import { changesOf } from "../../../platform/verb/changes.ts";
import { verb } from "../../../platform/verb/verb.ts";
import { agreementView, editAgreementInput } from "../contract.ts";
import { commonSubject, wholeOrganisation } from "../subjects.ts";
import { refuseBackwards } from "./period.ts";
import { findAgreement, lockAgreement, setAgreementSystems } from "./queries-suppliers.ts";

export const editAgreement = verb({
  name: "agreement.edit",
  summary: "Edits an agreement and the systems that it covers.",
  http: { method: "PATCH", path: "/agreements/{agreementId}" },
  needs: "catalogue:edit",
  input: editAgreementInput,
  output: agreementView,
  scope: wholeOrganisation,
  async run({ tx, input, now, note }) {
    const { agreementId, version, ...wanted } = input;
    const before = await lockAgreement(tx, agreementId, version);
    const after = {
      ...before,
      ...Object.fromEntries(Object.entries(wanted).filter(([, value]) => value !== undefined)),
    };
    refuseBackwards(after.validFrom, after.validTo);
    await tx
      .updateTable("agreement")
      .set({
        name: after.name,
        reference: after.reference,
        valid_from: after.validFrom,
        valid_to: after.validTo,
        promised_restore_minutes: after.promisedRestoreMinutes,
        processor_agreement: after.processorAgreement,
        support_route: after.supportRoute,
        version: version + 1,
        updated_at: now,
      })
      .where("id", "=", agreementId)
      .execute();
    if (wanted.systemIds !== undefined) await setAgreementSystems(tx, agreementId, wanted.systemIds);
    const systemIds = before.systems.map((system) => system.id);
    note({
      kind: "agreement.edited",
      subject: commonSubject("agreement", agreementId),
      body: { changes: changesOf({ ...before, systemIds }, wanted) },
    });
    return findAgreement(tx, agreementId);
  },
});
