import { z } from "zod";
import { openFile } from "../../platform/files/files.ts";
import { download } from "../../platform/verb/download.ts";
import { query } from "../../platform/verb/query.ts";
import {
  importIdInput,
  importList,
  importView,
  listImportsInput,
  previewInput,
  previewView,
  profileList,
  proposalView,
  proposeInput,
} from "./contract.ts";
import { explainFault } from "./import-file.ts";
import { savedProfiles, withShipped } from "./profiles/find-profile.ts";
import { previewRows, proposeFor } from "./propose-file.ts";
import { findImport, listImports, ownFile, rejectsFileOf } from "./queries-imports.ts";

export const readImports = query({
  name: "import.list",
  summary: "Lists imports, the newest first.",
  http: { method: "GET", path: "/imports" },
  needs: "import:read",
  input: listImportsInput,
  output: importList,
  run: ({ db, input, sees }) => listImports(db, input, sees("top.id")),
});

export const readImport = query({
  name: "import.read",
  summary: "Shows an import: how far it has come, and what became of its rows.",
  http: { method: "GET", path: "/imports/{importId}" },
  needs: "import:read",
  input: importIdInput,
  output: importView,
  run: ({ db, input, sees }) => findImport(db, input.importId, sees("top.id")),
});

export const readRejected = query({
  name: "import.rejects",
  summary: "The rejected rows of an import as they came, with the reason first.",
  http: { method: "GET", path: "/imports/{importId}/rejects" },
  needs: "import:read",
  input: importIdInput,
  output: download("text/csv"),
  async run({ db, input, sees }) {
    const file = await openFile(db, await rejectsFileOf(db, input.importId, sees("top.id")));
    return { fileName: file.name, mediaType: file.mediaType, body: file.stream };
  },
});

export const proposeProfile = query({
  name: "import.propose",
  summary: "Looks through an uploaded file and proposes how its columns become fields.",
  http: { method: "GET", path: "/import-files/{fileId}/proposal" },
  needs: "import:run",
  input: proposeInput,
  output: proposalView,
  async run({ db, input, actor }) {
    await ownFile(db, input.fileId, actor.id);
    try {
      const found = await proposeFor(db, { fileId: input.fileId }, { target: input.target });
      const { target, confidence, rows, header, profile, draft, columns, questions } = found;
      return {
        target,
        confidence,
        rows,
        header: [...header],
        profile,
        draft,
        columns: columns.map(({ why, formats, unsettled, ...column }) => ({
          ...column,
          why: [...why],
          formats: [...formats],
          unsettled: [...unsettled],
        })),
        questions: questions.map((question) => ({ ...question })),
      };
    } catch (error) {
      throw explainFault(error);
    }
  },
});

export const previewImport = query({
  name: "import.preview",
  summary: "Shows the first rows of an uploaded file as they would become.",
  http: { method: "POST", path: "/import-files/{fileId}/preview" },
  needs: "import:run",
  input: previewInput,
  output: previewView,
  async run({ db, input, actor }) {
    await ownFile(db, input.fileId, actor.id);
    try {
      const rows = await previewRows(db, { fileId: input.fileId }, input.profile, 20);
      return {
        items: rows.map(({ line, cells, values, reasons }) => ({
          line,
          cells: [...cells],
          values:
            values === null
              ? null
              : Object.fromEntries(
                  Object.entries(values).map(([key, value]) => [
                    key,
                    typeof value === "object" && value !== null ? [...value] : value,
                  ]),
                ),
          reasons: reasons.map(({ code, params }) => ({ code, params: { ...params } })),
        })),
      };
    } catch (error) {
      throw explainFault(error);
    }
  },
});

export const readProfiles = query({
  name: "import-profile.list",
  summary: "Lists mapping profiles: those that ship and those saved here.",
  http: { method: "GET", path: "/import-profiles" },
  needs: "import:read",
  input: z.object({}),
  output: profileList,
  run: async ({ db }) => ({ items: withShipped(await savedProfiles(db)) }),
});
