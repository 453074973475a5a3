import { describe, expect, it } from "vitest";
import { shippedProfiles } from "../profiles/index.ts";
import { ImportFault } from "../reasons.ts";
import { compileMapping } from "./apply.ts";
import { isDatePattern } from "../read/dates.ts";
import { fieldOf } from "./fields.ts";
import { Observation } from "./observe.ts";
import { profileSchema, type Profile } from "./profile.ts";
import { propose, type ProposeOptions } from "./propose.ts";
import { extraOf, fieldsOf, valueOf } from "./row.ts";

const profile: Profile = {
  format: 1,
  key: "prov",
  name: { sv: "Prov", en: "Trial" },
  target: "incidents",
  rows: { kind: "records" },
  identify: ["number"],
  nulls: ["?", "saknas"],
  time: { zone: "Europe/Stockholm", formats: ["yyyy-M-d H:mm"] },
  columns: [
    { column: "Nr", field: "number" },
    { column: ["Status", "Läge"], field: "state", values: { Ny: "new", Löst: "restored", "-": null } },
    { column: "Prioritet", field: "priority", parse: "leading-number" },
    { column: "Anmäld", field: "detected" },
    { column: "Tjänster", field: "service", optional: true },
  ],
  constants: { category: "import", priority: 4 },
  unknown: "keep",
  ignore: ["Anmälare"],
};
const header = ["Nr", "läge", "PRIORITET", "Anmäld", "Tjänster", "Rum", "Anmälare"];
const good = ["7", "Ny", "2 - Hög", "2024-01-02 08:00", "Mejl, Skola24", "A 3", "Någon"];

function faultOf(work: () => unknown) {
  try {
    work();
  } catch (error) {
    if (error instanceof ImportFault) return error.reason;
    throw error;
  }
  return null;
}

describe("compileMapping", () => {
  it("makes values of cells, keeps unknown columns as text and leaves out those that name people", () => {
    const result = compileMapping(profile, header).map(good);
    if (!result.ok) throw new Error(JSON.stringify(result.reasons));
    expect(result.value.key).toBe("7");
    expect(fieldsOf(result.value)).toMatchObject({
      state: "new",
      priority: 2,
      category: "import",
      service: ["Mejl", "Skola24"],
    });
    expect(valueOf(result.value, "detected")).toEqual({
      ms: 1_704_178_800_000,
      precision: "minute",
      doubt: null,
    });
    expect(extraOf(result.value)).toEqual({ Rum: "A 3" });
  });

  it("takes null words for nothing and lets a constant stand where a column is silent", () => {
    const result = compileMapping(profile, header).map(["7", "-", "?", "SAKNAS", "", "?", ""]);
    if (!result.ok) throw new Error(JSON.stringify(result.reasons));
    expect(fieldsOf(result.value)).toEqual({
      number: "7",
      state: null,
      priority: 4,
      detected: null,
      service: null,
      category: "import",
    });
    expect(extraOf(result.value)).toEqual({});
  });

  it("rejects a row with every reason, and notes a doubtful time without rejecting", () => {
    const bad = compileMapping(profile, header).map(["", "Konstig", "99", "igår", "", "", ""]);
    expect(bad).toMatchObject({
      ok: false,
      reasons: [
        { code: "value-missing" },
        { code: "value-unknown", params: { column: "läge", value: "Konstig" } },
        { code: "value-out-of-range" },
        { code: "value-not-a-time" },
      ],
    });
    const doubtful = compileMapping(profile, header).map(good.with(3, "2023-10-29 02:30"));
    expect(doubtful).toMatchObject({ ok: true, notes: [{ code: "value-time-repeated" }] });
  });

  it("gives one fault that names every column that is gone", () => {
    const fault = faultOf(() => compileMapping(profile, ["Nr", "Rum"]));
    expect(fault).toMatchObject({
      code: "mapping-column-gone",
      params: { columns: "Status eller Läge; Prioritet; Anmäld", count: 3 },
    });
  });

  it("refuses fields that do not exist, a key that is not mapped and a required field left out", () => {
    const strange = { ...profile, columns: [...profile.columns, { column: "Rum", field: "rum" }] };
    expect(faultOf(() => compileMapping(strange, header))?.code).toBe("mapping-field-unknown");
    expect(faultOf(() => compileMapping({ ...profile, identify: ["title"] }, header))?.code).toBe(
      "mapping-key-unmapped",
    );
    const without = { ...profile, columns: profile.columns.slice(1) };
    expect(faultOf(() => compileMapping(without, header))?.code).toBe("mapping-key-unmapped");
    const nameless: Profile = {
      ...profile,
      target: "units",
      identify: ["code"],
      constants: {},
      columns: [{ column: "Nr", field: "code" }],
    };
    expect(faultOf(() => compileMapping(nameless, header))?.code).toBe("mapping-required-unmapped");
  });
});

describe("shipped profiles", () => {
  it("are valid, name fields that exist and formats that compile", () => {
    const keys = shippedProfiles().map(({ key }) => key);
    expect(new Set(keys)).toEqual(
      new Set([
        "servicenow-event-log",
        "servicenow-list",
        "topdesk",
        "zabbix-problems",
        "swedish-excel",
        "units",
        "sites",
        "services",
        "systems",
        "suppliers",
      ]),
    );
    for (const shipped of shippedProfiles()) {
      expect(shipped.columns.filter(({ field }) => fieldOf(shipped.target, field) === undefined)).toEqual([]);
      expect(shipped.time.formats.filter((format) => !isDatePattern(format))).toEqual([]);
    }
  });

  it("take the export of Zabbix, which has no number", () => {
    const zabbix = shippedProfiles().find(({ key }) => key === "zabbix-problems");
    if (zabbix === undefined) throw new Error("not shipped");
    const names = [
      "Severity",
      "Time",
      "Recovery time",
      "Status",
      "Host",
      "Problem",
      "Duration",
      "Ack",
      "Actions",
      "Tags",
    ];
    const result = compileMapping(zabbix, names).map([
      "High",
      "2024-03-01 10:00:00",
      "",
      "PROBLEM",
      "srv1",
      "Disk full",
      "1m",
      "No",
      "",
      "",
    ]);
    expect(result).toMatchObject({ ok: true });
  });
});

function proposalFor(lines: readonly string[], options: ProposeOptions = {}) {
  const [names = [], ...rows] = lines.map((line) => line.split(";"));
  const observed = new Observation(names);
  observed.add(rows);
  return propose(observed.facts(), options);
}

describe("propose", () => {
  const swedish = [
    "Ärendenr;Rubrik;Status;Prioritet;Registrerad;Åtgärdad;Tjänst;Handläggare;Byggnad",
    "1;Mejl nere;Stängd;Hög;2024-01-13 08:00;2024-01-13 09:30;E-post;A;H1",
    "2;Skrivare;Under utredning;Låg;2024-02-01 10:00;;Utskrift;B;H2",
    "3;Nät;Öppen;Kritisk;2024-03-01 10:00;;Nät;B;H2",
  ];

  it("finds the fields of a Swedish list with its values, and keeps no names of people", () => {
    const { profile: made, target, columns, questions } = proposalFor(swedish);
    expect(target).toBe("incidents");
    expect(columns.map(({ field }) => field)).toEqual([
      "number",
      "title",
      "state",
      "priority",
      "detected",
      "restored",
      "service",
      null,
      null,
    ]);
    expect(made?.columns.find(({ field }) => field === "state")?.values).toEqual({
      Stängd: "closed",
      "Under utredning": "in-progress",
      Öppen: "new",
    });
    expect(made?.columns.find(({ field }) => field === "priority")?.values).toEqual({
      Hög: 2,
      Låg: 4,
      Kritisk: 1,
    });
    expect(made?.ignore).toEqual(["Handläggare"]);
    expect(questions.map(({ code }) => code)).toEqual(["ask-zone", "ask-unmapped"]);
    expect(profileSchema.safeParse(made).success).toBe(true);
  });

  it("asks about the order of day and month unless some value decides it", () => {
    const lines = (first: string) => [
      "Number;State;Opened",
      `1;New;${first}`,
      "2;Closed;03/04/2024 10:00",
      "3;New;05/06/2024 11:00",
    ];
    expect(proposalFor(lines("01/02/2024 08:00")).questions).toContainEqual({
      code: "ask-day-order",
      column: "Opened",
      example: "01/02/2024 08:00",
      order: "ambiguous",
      patterns: ["d/M/yyyy H:mm"],
    });
    const decided = proposalFor(lines("01/22/2024 08:00"));
    expect(decided.questions.map(({ code }) => code)).not.toContain("ask-day-order");
    expect(decided.profile?.time.formats).toEqual(["M/d/yyyy H:mm"]);
  });

  it("asks about values, dates, rivals and keys that it does not understand", () => {
    const { questions } = proposalFor(
      [
        "Nummer;Status;Anmäld;Löst;Resolved",
        "1;Blå;2024-01-01 10:00;2024-01-02;2024-01-03",
        "1;Ny;2024-01-02 10:00;2024-01-02;2024-01-03",
        "2;Ny;i förrgår;2024-01-02;2024-01-03",
      ],
      { target: "incidents" },
    );
    expect(questions).toEqual(
      expect.arrayContaining([
        { code: "ask-values", column: "Status", field: "state", values: ["Blå"] },
        { code: "ask-dates", column: "Anmäld", count: 1, example: "i förrgår" },
        { code: "ask-key", fields: ["number"], repeated: 1 },
      ]),
    );
  });

  it("takes a night, a week and an hour for what they are, and asks for the year of a week that has none", () => {
    const { profile, questions } = proposalFor(
      [
        "Nummer;Rubrik;Började",
        "1;A;natten till 2017-03-13",
        "2;B;2017-W10",
        "3;C;2017-03-14",
        "4;D;2017-03-14 08",
        "5;E;vecka 12",
      ],
      { target: "incidents" },
    );
    expect(profile?.time.formats.toSorted((a, b) => a.localeCompare(b, "en"))).toEqual([
      "BB yyyy-M-d",
      "YYYY-'W'w",
      "yyyy-M-d",
      "yyyy-M-d H",
    ]);
    expect(questions).toContainEqual({ code: "ask-year", column: "Började", count: 1, example: "vecka 12" });
    expect(questions.map(({ code }) => code)).not.toContain("ask-dates");
  });

  it("knows events of records by their repeated numbers, and the column that orders them", () => {
    const rows = Array.from(
      { length: 30 },
      (_, i) =>
        `${Math.floor(i / 3)};${i % 3};${["New", "Active", "Closed"][i % 3]};2024-01-2${i % 3} 10:00;2024-01-20 09:00`,
    );
    const byNumber = proposalFor(["Ticket;Version;Status;Updated;Opened", ...rows]);
    expect(byNumber.profile?.rows).toEqual({ kind: "events", order: { column: "Version", as: "number" } });
    const byTime = proposalFor(["Ticket;Annat;Status;Updated;Opened", ...rows]);
    expect(byTime.profile?.rows).toEqual({ kind: "events", order: { column: "Updated", as: "time" } });
  });

  it("tells kinds of record apart, and makes no profile where a required field is missing", () => {
    expect(proposalFor(["Leverantör;Organisationsnummer;Telefon", "Alfa AB;556000-0001;08-1"]).target).toBe(
      "suppliers",
    );
    const services = proposalFor(["Tjänst;Tjänsteområde;Typ", "E-post;Kommunikation;Bastjänst"]);
    expect(services.target).toBe("services");
    const { profile, questions } = proposalFor(["Beskrivning;Status", "a;Ny"], { target: "incidents" });
    expect(profile).toBeNull();
    expect(questions).toContainEqual({ code: "ask-key", fields: [], repeated: 0 });
  });
});
