import { z } from "zod";
import { verb } from "../../platform/verb/verb.ts";
import { AppError } from "../../shared/errors.ts";
import { newId } from "../../shared/ids.ts";
import { rootUnitId } from "../organisation/index.ts";
import { profileKeyInput, profileView, saveProfileInput } from "./contract.ts";

const subjectOf = (id: string, unitId: string) => ({
  type: "import-profile",
  id,
  unitId,
  needs: "import:read",
});

export const saveProfile = verb({
  name: "import-profile.save",
  summary: "Saves a mapping profile under its key; one of the same key is replaced.",
  http: { method: "POST", path: "/import-profiles" },
  needs: "import:run",
  input: saveProfileInput,
  output: profileView,
  scope: async ({ tx }) => [await rootUnitId(tx)],
  async run({ tx, input: { profile }, now, note }) {
    const stored = await tx
      .insertInto("import_profile")
      .values({ id: newId(), key: profile.key, profile: JSON.stringify(profile), updated_at: now })
      .onConflict((conflict) =>
        conflict.column("key").doUpdateSet((given) => ({
          profile: given.ref("excluded.profile"),
          updated_at: now,
          version: given("import_profile.version", "+", 1),
        })),
      )
      .returning(["id", "version"])
      .executeTakeFirstOrThrow();
    note({
      kind: stored.version === 1 ? "import-profile.added" : "import-profile.edited",
      subject: subjectOf(stored.id, await rootUnitId(tx)),
      body: { ...profile },
    });
    return { key: profile.key, profile, shipped: false, version: stored.version };
  },
});

export const removeProfile = verb({
  name: "import-profile.remove",
  summary: "Removes a saved mapping profile; those that ship stay.",
  http: { method: "DELETE", path: "/import-profiles/{profileKey}" },
  needs: "import:run",
  input: profileKeyInput,
  output: z.object({}),
  scope: async ({ tx }) => [await rootUnitId(tx)],
  async run({ tx, input, note }) {
    const removed = await tx
      .deleteFrom("import_profile")
      .where("key", "=", input.profileKey)
      .returning("id")
      .executeTakeFirst();
    if (removed === undefined) throw new AppError("record.not-found");
    const subject = subjectOf(removed.id, await rootUnitId(tx));
    note({ kind: "import-profile.removed", subject, body: { key: input.profileKey } });
    return {};
  },
});
