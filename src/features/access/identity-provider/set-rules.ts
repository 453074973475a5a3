import { verb } from "../../../platform/verb/verb.ts";
import { AppError } from "../../../shared/errors.ts";
import { newId } from "../../../shared/ids.ts";
import { identityProviderView, setClaimRulesInput } from "../contract.ts";
import { requireMayGrant } from "../roles/giving.ts";
import { everywhere, providerSubject } from "./manage.ts";
import { claimRulesOf, lockProvider, viewProvider } from "./queries-providers.ts";
import type { ClaimRule } from "./claims.ts";

const keyOf = ({ claim, value, role, unitId }: ClaimRule) => JSON.stringify([claim, value, role, unitId]);

export const setClaimRules = verb({
  name: "identity-provider.set-rules",
  summary: "Replaces the rules by which claims give roles; they hold from each person's next sign-in on.",
  http: { method: "PUT", path: "/identity-providers/{providerId}/rules" },
  needs: "sign-in:edit",
  input: setClaimRulesInput,
  output: identityProviderView,
  scope: everywhere,
  async run({ tx, input, actor, now, note, publicUrl }) {
    const { providerId, version } = input;
    const before = await lockProvider(tx, providerId);
    if (before.version !== version) {
      const current = await viewProvider(tx, { publicUrl }, providerId);
      throw new AppError("record.stale", { current });
    }
    const rules = [...new Map(input.rules.map((rule) => [keyOf(rule), rule])).values()];
    const had = new Set((await claimRulesOf(tx, providerId)).map(keyOf));
    // A rule is a grant to whoever the provider says, oneself perhaps: nobody writes one beyond what they hold.
    const added = rules.filter((rule) => !had.has(keyOf(rule)));
    await requireMayGrant(tx, actor, actor.id, added);
    await tx.deleteFrom("identity_claim_rule").where("provider_id", "=", providerId).execute();
    if (rules.length > 0) {
      const rows = rules.map(({ claim, value, role, unitId }) => ({
        id: newId(),
        provider_id: providerId,
        claim,
        value,
        role,
        unit_id: unitId,
      }));
      await tx.insertInto("identity_claim_rule").values(rows).execute();
    }
    await tx
      .updateTable("identity_provider")
      .set({ version: version + 1, updated_at: now })
      .where("id", "=", providerId)
      .execute();
    note({ kind: "identity-provider.rules-set", subject: providerSubject(providerId), body: { rules } });
    return viewProvider(tx, { publicUrl }, providerId);
  },
});
