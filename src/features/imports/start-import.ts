import { verb } from "../../platform/verb/verb.ts";
import { visible } from "../../platform/actor.ts";
import { AppError } from "../../shared/errors.ts";
import { rootUnitId } from "../organisation/index.ts";
import { sql } from "kysely";
import { importIdInput, importView, startImportInput } from "./contract.ts";
import { sourceOf } from "./import-file.ts";
import { runImport } from "./jobs.ts";
import { namedProfile } from "./profiles/find-profile.ts";
import { findImport, ownFile } from "./queries-imports.ts";
import { insertRun } from "./run/queries-run.ts";
import { importSubject } from "./run/subject.ts";

const everything = sql<boolean>`true`;

export const startImport = verb({
  name: "import.start",
  summary:
    "Imports an uploaded file, or tries it and keeps nothing. It goes on by itself; read it to see how far.",
  http: { method: "POST", path: "/imports" },
  needs: "import:run",
  input: startImportInput,
  output: importView,
  scope: async ({ tx }) => [await rootUnitId(tx)],
  async run({ tx, input, actor, now, note, jobs }) {
    const file = await ownFile(tx, input.fileId, actor.id);
    const profile = input.profile ?? (await namedProfile(tx, input.profileKey ?? ""));
    const source = sourceOf(profile, input.source);
    const id = await insertRun(
      tx,
      {
        place: { fileId: input.fileId },
        fileName: file.name,
        fileSize: file.size,
        profile,
        source,
        dry: input.dry,
        requestedBy: actor.id,
      },
      now,
    );
    const { keyId } = actor;
    await jobs.send(tx, runImport.name, { importId: id, ...(keyId !== undefined && { keyId }) });
    note({
      kind: "import.started",
      subject: importSubject(id, await rootUnitId(tx)),
      body: { fileName: file.name, target: profile.target, source, dry: input.dry },
    });
    return findImport(tx, id, everything);
  },
});

export const cancelImport = verb({
  name: "import.cancel",
  summary: "Asks an import to stop at the next safe point; what is stored by then stays.",
  http: { method: "POST", path: "/imports/{importId}/cancel" },
  needs: "import:run",
  input: importIdInput,
  output: importView,
  scope: async ({ tx }) => [await rootUnitId(tx)],
  async run({ tx, input, actor, note }) {
    const root = await rootUnitId(tx);
    const run = await findImport(tx, input.importId, visible(actor, "import:run", sql.ref("top.id")));
    if (run.finishedAt !== null) throw new AppError("import.not-in-state");
    await tx.updateTable("import_run").set({ cancel_wanted: true }).where("id", "=", run.id).execute();
    note({ kind: "import.cancel-wanted", subject: importSubject(run.id, root), body: {} });
    return { ...run, cancelWanted: true };
  },
});
