import { beforeAll, describe, expect, test } from "vitest";
import { bareDeviation, bareIncident, bareService, moveJournal } from "./test/records.ts";
import { useHouse } from "../../../test/house.ts";
import type { Actor } from "../../platform/actor.ts";
import { compareReport } from "./compare-report.ts";
import { documentFormats, type ReportView } from "./contract/reports.ts";
import { downloadDocument } from "./download-document.ts";
import { draftReport } from "./draft-report.ts";
import { editTexts } from "./edit-texts.ts";
import { freezeReport } from "./freeze-report.ts";
import { readReport, readReports } from "./read-reports.ts";
import { withdrawReport } from "./withdraw-report.ts";

const house = useHouse();
let author: Actor;
let reader: Actor;
let northern: Actor;
let southern: Actor;
let service: string;

const quarter = { period: "2023-Q1" };
const draft = (actor: Actor = author, input: object = {}) =>
  draftReport.call(house.runtime, actor, { ...quarter, ...input }, house.call());
const read = (id: string, actor: Actor = author) => readReport.call(house.runtime, actor, { reportId: id });
const edit = (report: { id: string; version: number }, texts: Record<string, string | null>, by = author) =>
  editTexts.call(house.runtime, by, { reportId: report.id, version: report.version, texts }, house.call());
const freeze = (report: { id: string; version: number }, by = author) =>
  freezeReport.call(house.runtime, by, { reportId: report.id, version: report.version }, house.call());
const figure = (report: ReportView, key: string) => report.model.figures.find((one) => one.key === key);
const textOf = (report: ReportView, key: string) => report.sentences.find((one) => one.key === key);

beforeAll(async () => {
  author = await house.actor("author");
  reader = await house.actor("reader");
  northern = await house.actor("author", house.units.north);
  southern = await house.actor("author", house.units.south);
  service = await bareService(house.db, { name: "Lön", unitId: house.units.south, area: "HR" });
  for (const [day, unitId] of [
    ["2023-01-10", house.units.north],
    ["2023-02-11", house.units.south],
    ["2023-03-31", house.units.south],
    ["2022-02-01", house.units.south],
  ] as const)
    await bareIncident(house.db, { at: `${day}T08:00:00Z`, unitId, serviceId: service });
});

describe("drafting a report", () => {
  test("counts the records of the period against the same a year before, and gives it a number", async () => {
    const { id, number, comparison } = await draft();
    expect(number).toMatch(/^RAP-2023-\d{4}$/u);
    expect(comparison?.code).toBe("2022-Q1");
    const report = await read(id);
    expect(figure(report, "incidents")).toMatchObject({ value: 3, comparison: 1 });
    expect(textOf(report, "incidents")?.shown).toContain("3 incidenter");
  });

  test("is refused to a reader, and for another's unit", async () => {
    await expect(draft(reader)).rejects.toMatchObject({ code: "access.refused" });
    await expect(draft(northern, { unitId: house.units.south })).rejects.toMatchObject({
      code: "access.refused",
    });
  });

  test("over a unit holds that unit's records only, and says so", async () => {
    const { id, unit } = await draft(southern);
    expect(unit.id).toBe(house.units.south);
    const report = await read(id, southern);
    expect(figure(report, "incidents")?.value).toBe(2);
    const notes = report.model.parts.find((part) => part.kind === "methods");
    expect(JSON.stringify(notes)).toContain("Rapporten gäller Södra förvaltningen");
  });

  test("is noted in the journal where only those who write reports read it", async () => {
    const { id } = await draft();
    expect((await house.journalOf(id)).map(({ kind }) => kind)).toEqual(["report.drafted"]);
  });

  test("a period that cannot be read, an area that does not exist, are each one clear refusal", async () => {
    await expect(draft(author, { period: "någon gång" })).rejects.toMatchObject({ code: "input.invalid" });
    await expect(draft(author, { areaId: house.units.root })).rejects.toMatchObject({
      code: "report.area-unknown",
    });
  });

  test("an empty period is a report of zeros, never a failure", async () => {
    const report = await read((await draft(author, { period: "2019", against: null })).id);
    expect(figure(report, "incidents")?.value).toBe(0);
    expect(figure(report, "incidents")?.comparison).toBeUndefined();
    expect(figure(report, "time-to-restore")?.value).toBeNull();
  });
});

describe("reading", () => {
  test("a draft is shown to those who write reports over its unit, and to nobody else", async () => {
    const { id } = await draft(southern);
    await expect(read(id, reader)).rejects.toMatchObject({ code: "record.not-found" });
    await expect(read(id, northern)).rejects.toMatchObject({ code: "record.not-found" });
    const list = await readReports.call(house.runtime, reader, {});
    expect(list.items.map((item) => item.id)).not.toContain(id);
  });
});

describe("editing the texts", () => {
  test("stands in the report, remembers its figures, and is flagged when they change", async () => {
    const drafted = await draft(southern, { period: "2021" });
    const report = await read(drafted.id, southern);
    const edited = await edit(report, { incidents: "Ett lugnt år.", own: "Till nämnden." }, southern);
    expect(edited.sentences.filter((one) => one.edited).map(({ key }) => key)).toEqual(["incidents", "own"]);
    expect(textOf(edited, "incidents")).toMatchObject({ shown: "Ett lugnt år.", changed: [] });
    await bareIncident(house.db, {
      at: "2021-05-01T08:00:00Z",
      unitId: house.units.south,
      serviceId: service,
    });
    await moveJournal(house.owner);
    const later = await read(drafted.id, southern);
    expect(textOf(later, "incidents")).toMatchObject({
      shown: "Ett lugnt år.",
      changed: [{ key: "incidents", was: { value: 0 }, now: { value: 1 } }],
    });
    const back = await edit(later, { incidents: null }, southern);
    expect(textOf(back, "incidents")).toMatchObject({ edited: false, changed: [] });
  });

  test("is refused on an older version, to readers, for another's unit, and for a part there is none of", async () => {
    const report = await draft(southern);
    await edit(report, { own: "Först." }, southern);
    await expect(edit(report, { own: "Sedan." }, southern)).rejects.toMatchObject({ code: "record.stale" });
    await expect(edit(report, { own: "x" }, northern)).rejects.toMatchObject({ code: "access.refused" });
    await expect(edit(report, { own: "x" }, reader)).rejects.toMatchObject({ code: "access.refused" });
    await expect(edit({ ...report, version: 2 }, { nonsense: "x" }, southern)).rejects.toMatchObject({
      code: "report.part-unknown",
    });
  });

  test("says in the journal what stood and what stands, and who wrote it", async () => {
    const report = await draft();
    await edit(report, { own: "Vi har bytt leverantör." });
    const entry = (await house.journalOf(report.id)).at(-1);
    expect(entry).toMatchObject({ kind: "report.texts-edited", actorId: author.id });
    expect(entry?.body).toMatchObject({ texts: { own: { from: "", to: "Vi har bytt leverantör." } } });
  });
});

describe("freezing", () => {
  test("keeps figures, texts and documents, whatever is recorded later, and says which no longer hold", async () => {
    const drafted = await draft(southern, { period: "2020-Q2" });
    const frozen = await freeze(drafted, southern);
    expect(frozen).toMatchObject({ state: "frozen", documents: ["docx", "html", "pdf", "pdf-a"] });
    const before = await bytesOf(frozen.id, "html");
    await bareIncident(house.db, { at: "2020-05-05T08:00:00Z", unitId: house.units.south });
    await moveJournal(house.owner);
    const later = await read(frozen.id, southern);
    expect(figure(later, "incidents")?.value).toBe(0);
    expect(await bytesOf(frozen.id, "html")).toEqual(before);
    expect(before.toString()).toContain("Fastställd");
    const comparison = await compareReport.call(house.runtime, southern, { reportId: frozen.id });
    expect(
      comparison.changed.find(({ key, period }) => key === "incidents" && period === "current"),
    ).toMatchObject({ frozen: 0, today: 1, difference: 1 });
  });

  test("is shown to every reader of its unit, and only there", async () => {
    const frozen = await freeze(await draft(southern), southern);
    expect((await read(frozen.id, reader)).state).toBe("frozen");
    await expect(read(frozen.id, northern)).rejects.toMatchObject({ code: "record.not-found" });
    expect((await readReports.call(house.runtime, reader, { state: "frozen" })).items[0]?.id).toBe(frozen.id);
  });

  test("is refused twice, to those who may not, and leaves what cannot be edited", async () => {
    const drafted = await draft(southern);
    await expect(freeze(drafted, northern)).rejects.toMatchObject({ code: "access.refused" });
    await expect(freeze(drafted, reader)).rejects.toMatchObject({ code: "access.refused" });
    const frozen = await freeze(drafted, southern);
    await expect(freeze(frozen, southern)).rejects.toMatchObject({ code: "report.not-in-state" });
    await expect(edit(frozen, { own: "x" }, southern)).rejects.toMatchObject({ code: "report.not-in-state" });
  });

  test("the journal holds the hash of each document", async () => {
    const frozen = await freeze(await draft());
    const entry = (await house.journalOf(frozen.id)).at(-1);
    expect(entry?.kind).toBe("report.frozen");
    expect(Object.keys(Object(entry?.body?.["sha256"])).toSorted()).toEqual(["docx", "html", "pdf", "pdf-a"]);
  });
});

describe("withdrawing", () => {
  test("marks it with the reason, and what was decided on can still be read", async () => {
    const frozen = await freeze(await draft(southern), southern);
    const input = { reportId: frozen.id, version: frozen.version, reason: "Fel period." };
    await expect(withdrawReport.call(house.runtime, northern, input, house.call())).rejects.toMatchObject({
      code: "access.refused",
    });
    const withdrawn = await withdrawReport.call(house.runtime, southern, input, house.call());
    expect(withdrawn).toMatchObject({ state: "withdrawn", withdrawnReason: "Fel period." });
    expect((await read(frozen.id, reader)).model.frozenAt).not.toBeNull();
    expect((await house.journalOf(frozen.id)).at(-1)).toMatchObject({ kind: "report.withdrawn" });
  });
});

describe("documents", () => {
  test("of a draft are made now, in each format", async () => {
    const { id, number } = await draft();
    const starts = { html: "<!", docx: "PK", pdf: "%PDF-1.7", "pdf-a": "%PDF-1.7" };
    for (const format of documentFormats) {
      const start = starts[format];
      const { fileName, body } = await downloadDocument.call(house.runtime, author, { reportId: id, format });
      expect(fileName).toMatch(new RegExp(`^${number}-.+\\.${format.replace("pdf-a", "pdf")}$`, "u"));
      expect(Buffer.isBuffer(body) && body.subarray(0, start.length).toString().toLowerCase()).toBe(
        start.toLowerCase(),
      );
    }
  });

  test("of another's draft are as if there were none", async () => {
    const { id } = await draft(southern);
    await expect(
      downloadDocument.call(house.runtime, northern, { reportId: id, format: "html" }),
    ).rejects.toMatchObject({ code: "record.not-found" });
  });
});

describe("personal-data incidents", () => {
  test("are counted and shown only where whoever makes the report may see them", async () => {
    const deviation = await bareDeviation(house.db, {
      serviceId: service,
      unitId: house.units.south,
      at: "2018-02-01T08:00:00Z",
      breach: "Uppgifter synliga för obehöriga",
    });
    const blind = await read((await draft(southern, { period: "2018" })).id, southern);
    expect(figure(blind, "breaches")).toBeUndefined();
    expect(blind.withBreaches).toBe(false);
    expect(JSON.stringify(blind)).not.toContain("synliga för obehöriga");
    expect(JSON.stringify(blind.model.parts)).toContain("har inte den behörigheten");
    const rows = blind.model.parts.flatMap((part) => (part.kind === "areas" ? part.areas : []));
    expect(rows.flatMap((area) => area.rows).find((row) => row.records?.endsWith(deviation))).toMatchObject({
      breach: { state: "withheld", text: null },
    });

    const both = await house.actor("author", house.units.south);
    const handler = await house.actor("breach-handler", house.units.south);
    const seeing: Actor = {
      ...both,
      permissions: new Map([...both.permissions, ...handler.permissions]),
    };
    const whole = await read((await draft(seeing, { period: "2018" })).id, seeing);
    expect(figure(whole, "breaches")?.value).toBe(1);
    expect(JSON.stringify(whole.model.parts)).toContain("synliga för obehöriga");
  });
});

async function bytesOf(reportId: string, format: "html" | "pdf"): Promise<Buffer> {
  const { body } = await downloadDocument.call(house.runtime, reader, { reportId, format });
  if (typeof body === "string" || Buffer.isBuffer(body)) return Buffer.from(body);
  const chunks: Buffer[] = [];
  for await (const chunk of body) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}
