import { z } from "zod";
import { changesOf } from "../../../platform/verb/changes.ts";
import { query } from "../../../platform/verb/query.ts";
import { verb } from "../../../platform/verb/verb.ts";
import type { Subject } from "../../../platform/journal/entry.ts";
import { rootUnitId } from "../../organisation/index.ts";
import { accessSettings, editAccessSettingsInput } from "../contract.ts";
import { lockSettings, settingsOf } from "./queries-settings.ts";

/** The one row has no id of its own; in the journal it needs one. */
const SETTINGS = "00000000-0000-8000-8000-00000000c002";
const subject: Subject = { type: "access-setting", id: SETTINGS, unitId: null, needs: "access:read" };

export const readAccessSettings = query({
  name: "access-setting.read",
  summary: "Shows how long API keys and sealed codes hold.",
  http: { method: "GET", path: "/access-settings" },
  needs: "access:read",
  input: z.object({}),
  output: accessSettings,
  run: ({ db }) => settingsOf(db),
});

export const editAccessSettings = verb({
  name: "access-setting.edit",
  summary: "Decides how long API keys and sealed codes hold; what is out already keeps its own time.",
  http: { method: "PUT", path: "/access-settings" },
  needs: "settings:edit",
  input: editAccessSettingsInput,
  output: accessSettings,
  scope: async ({ tx }) => [await rootUnitId(tx)],
  async run({ tx, input, now, note }) {
    const { version, ...wanted } = input;
    const before = await lockSettings(tx, version);
    await tx
      .updateTable("access_setting")
      .set({
        key_days_max: wanted.keyDaysMax,
        break_glass_days: wanted.breakGlassDays,
        break_glass_minutes: wanted.breakGlassMinutes,
        break_glass_test_months: wanted.breakGlassTestMonths,
        version: version + 1,
        updated_at: now,
      })
      .execute();
    note({ kind: "access-setting.edited", subject, body: { changes: changesOf(before, wanted) } });
    return settingsOf(tx);
  },
});
