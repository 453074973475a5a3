import type { Command } from "commander";
import { sql } from "kysely";
import { visible } from "../../platform/actor.ts";
import type { CommandShell } from "../../platform/command.ts";
import type { Db } from "../../platform/database/transaction.ts";
import { AppError } from "../../shared/errors.ts";
import type { Language } from "../../shared/language.ts";
import { isLanguage } from "../../shared/language.ts";
import { translator } from "../../shared/texts.ts";
import { findUnit, loadUnitNames, rootUnitId } from "../organisation/index.ts";
import { areaByName } from "../statistics/index.ts";
import { commandTexts } from "./commands.texts.ts";
import { computeReport } from "./compute.ts";
import { comparedWith, periodWritten } from "./draft-report.ts";
import { fillTexts } from "./fill/texts.ts";
import { formatsOf, readyFolder, writeDocument } from "./make-report.ts";
import { organisationFrame } from "./queries.ts";
import { renderInWorker } from "./render/in-worker.ts";

interface Options {
  period: string;
  against?: string;
  area?: string;
  unit?: string;
  language?: string;
  format: string;
  out: string;
}

export function addReportCommands(program: Command, shell: CommandShell): void {
  program
    .command("report")
    .description("Makes reports from the records.")
    .command("deviations")
    .description("The deviation report of a period against another, as documents in a folder.")
    .requiredOption("--period <period>", "2023-Q1, 2301-2305, 2017-W10, 2023-04, 2023 …")
    .option("--against <period>", "what it is compared with; `none` for nothing (default: the year before)")
    .option("--area <name>", "only this service area")
    .option(
      "--unit <name>",
      "only this unit with all under it: its name, code or path (default: the topmost)",
    )
    .option("--language <sv|en>", "the report's language (default: the organisation's)")
    .option(
      "--format <list>",
      "docx, pdf (PDF/UA-1), pdf-a (PDF/A-2a), html; with commas between",
      "docx,pdf,html",
    )
    .option("--out <dir>", "the folder that they are put in; made where it is not there", ".")
    .addHelpText(
      "after",
      `
Every figure is counted from the records now. What was not recorded is printed as missing, never as zero.

  beredd report deviations --period 2023-Q1 --out reports
  beredd report deviations --period 2016-Q2 --against 2016-Q1 --area HR --format docx,pdf --out reports
  beredd report deviations --period 2023-Q1 --unit "Utbildningsnämnden / Utbildningsförvaltningen" --out reports
  beredd report deviations --period 2301-2305 --against none --language en --json

Exit codes: 0 written; 2 a period, an area, a format or a folder that cannot be; 6 the database does not answer.`,
    )
    .action((options: Options) => makeDeviationReport(options, shell));
}

async function makeDeviationReport(options: Options, shell: CommandShell): Promise<void> {
  const t = translator(shell.language, commandTexts);
  const formats = formatsOf(options.format);
  const period = periodWritten(options.period);
  const against = options.against === "none" ? null : options.against;
  const compared = comparedWith(against, period);
  const folder = await readyFolder(options.out);
  const { db, clock, publicUrl } = await shell.runtime();
  shell.progress(t("counting", { period: period.code }));
  const wanted = await wantedFrom(options, shell);
  const { model } = await computeReport(
    { db, actor: shell.actor, now: clock.now(), publicUrl },
    {
      ...wanted,
      period: { ...period, written: options.period },
      comparison: compared === null ? null : { ...compared.period, written: compared.written },
    },
  );
  shell.progress(t("rendering", { formats: formats.join(", ") }));
  const documents = await renderInWorker(model, formats);
  const files: string[] = [];
  for (const document of documents) files.push(await writeDocument(folder, document));
  const empty = model.figures.find(({ key }) => key === "incidents")?.value === 0;
  const { title, figures } = model;
  shell.print({ title, period: period.code, against: compared?.period.code ?? null, files, figures }, () =>
    [
      t("written", { title, period: model.period.label, files: files.map((file) => `  ${file}`).join("\n") }),
      ...(empty ? [t("empty", { period: model.period.label })] : []),
    ].join("\n"),
  );
}

async function wantedFrom(options: Options, shell: CommandShell) {
  const { db } = await shell.runtime();
  const rootId = await rootUnitId(db);
  const unitId = options.unit === undefined ? rootId : await unitNamed(db, options.unit);
  const unit = await findUnit(db, unitId, visible(shell.actor, "organisation:read", sql.ref("u.id")));
  const area = options.area === undefined ? null : await areaByName(db, options.area);
  const language: Language = isLanguage(options.language)
    ? options.language
    : (await organisationFrame(db)).language;
  const t = translator(language, fillTexts);
  return {
    title: area === null ? t("title.all") : t("title.area", { area: area.name }),
    number: null,
    language,
    unit: { id: unit.id, name: unit.name },
    unitIsRoot: unit.id === rootId,
    area,
    texts: {},
  };
}

/** A unit as people write it. Throws `input.invalid` where it is none, or several. */
async function unitNamed(db: Db, written: string): Promise<string> {
  const found = (await loadUnitNames(db)).find(written);
  if ("id" in found) return found.id;
  throw new AppError("input.invalid", { faults: [{ path: "unit", ...found.fault }] });
}
