import { Temporal } from "temporal-polyfill";
import type { Tx } from "../../../platform/database/transaction.ts";
import { nextNumber } from "../../../platform/numbering.ts";
import { verb } from "../../../platform/verb/verb.ts";
import { organisationZone } from "../../../platform/zone.ts";
import { AppError } from "../../../shared/errors.ts";
import { newId } from "../../../shared/ids.ts";
import { rootUnitId } from "../../organisation/index.ts";
import {
  breakGlassCode,
  issueBreakGlassInput,
  issuedBreakGlass,
  reviewBreakGlassInput,
  withdrawBreakGlassInput,
} from "../contract.ts";
import { requireMayLetIn } from "../people/stand-in.ts";
import { settingsOf } from "../settings/queries-settings.ts";
import { hashPassword } from "../sign-in/passwords.ts";
import { newCode, normaliseCode } from "./code.ts";
import { codeSubject, lockCode, othersManage, viewCode } from "./queries-codes.ts";

const everywhere = async ({ tx }: { tx: Tx }) => [await rootUnitId(tx)];

export const issueBreakGlass = verb({
  name: "break-glass.issue",
  summary:
    "Issues a sealed code that lets a named person in once; it takes the place of the one before. Told once.",
  http: { method: "POST", path: "/break-glass-codes" },
  needs: "break-glass:manage",
  input: issueBreakGlassInput,
  output: issuedBreakGlass,
  scope: everywhere,
  confidential: true,
  async run({ tx, input, actor, now, note }) {
    // Whoever prints the code could use it: nobody prints one that opens more than he has.
    await requireMayLetIn(tx, actor, input.personId);
    const before = await tx
      .updateTable("break_glass_code")
      .set(({ eb }) => ({
        withdrawn_at: now,
        withdrawn_reason: "Ersatt av en ny kod. Replaced by a new code.",
        version: eb("version", "+", 1),
      }))
      .where("person_id", "=", input.personId)
      .where("used_at", "is", null)
      .where("withdrawn_at", "is", null)
      .returning(["id", "number"])
      .execute();
    for (const { id, number } of before)
      note({ kind: "break-glass.withdrawn", subject: codeSubject(id), body: { number, replaced: true } });
    const at = Temporal.Instant.from(now).toZonedDateTimeISO(await organisationZone(tx));
    const { breakGlassDays } = await settingsOf(tx);
    const [id, code] = [newId(), newCode()];
    const number = await nextNumber(tx, "BG", at.year);
    const expiresAt = at.add({ days: breakGlassDays }).toInstant().toString();
    await tx
      .insertInto("break_glass_code")
      .values({
        id,
        number,
        person_id: input.personId,
        hash: await hashPassword(normaliseCode(code)),
        issued_at: now,
        issued_by: actor.id,
        expires_at: expiresAt,
      })
      .execute();
    const { personId } = input;
    note({ kind: "break-glass.issued", subject: codeSubject(id), body: { number, personId, expiresAt } });
    return { code, issued: await viewCode(tx, id, now) };
  },
});

export const withdrawBreakGlass = verb({
  name: "break-glass.withdraw",
  summary: "Withdraws a sealed code: the paper was lost, the seal is broken, the person has left.",
  http: { method: "POST", path: "/break-glass-codes/{codeId}/withdrawal" },
  needs: "break-glass:manage",
  input: withdrawBreakGlassInput,
  output: breakGlassCode,
  scope: everywhere,
  async run({ tx, input, now, note }) {
    const code = await lockCode(tx, input, now);
    if (code.state !== "sealed" && code.state !== "expired") throw new AppError("break-glass.not-sealed");
    await tx
      .updateTable("break_glass_code")
      .set({ withdrawn_at: now, withdrawn_reason: input.reason, version: code.version + 1 })
      .where("id", "=", code.id)
      .execute();
    const { number } = code;
    note({
      kind: "break-glass.withdrawn",
      subject: codeSubject(code.id),
      body: { number, reason: input.reason },
    });
    return viewCode(tx, code.id, now);
  },
});

export const reviewBreakGlass = verb({
  name: "break-glass.review",
  summary: "Says what the use of a sealed code was; somebody else than the one who used it.",
  http: { method: "POST", path: "/break-glass-codes/{codeId}/review" },
  needs: "break-glass:manage",
  input: reviewBreakGlassInput,
  output: breakGlassCode,
  scope: everywhere,
  async run({ tx, input, actor, now, note }) {
    const code = await lockCode(tx, input, now);
    if (code.state !== "used" || code.reviewedAt !== null) throw new AppError("break-glass.not-sealed");
    const own = actor.id === code.personId;
    if (own && (await othersManage(tx, code.personId))) throw new AppError("break-glass.own-review");
    await tx
      .updateTable("break_glass_code")
      .set({
        reviewed_at: now,
        reviewed_by: actor.id,
        review_kind: input.kind,
        review_text: input.text,
        version: code.version + 1,
      })
      .where("id", "=", code.id)
      .execute();
    const { number } = code;
    note({
      kind: "break-glass.reviewed",
      subject: codeSubject(code.id),
      body: { number, kind: input.kind, text: input.text, own },
    });
    return viewCode(tx, code.id, now);
  },
});
