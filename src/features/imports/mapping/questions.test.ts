import { describe, expect, it } from "vitest";
import { askIn } from "../describe-proposal.ts";
import { LocalZone } from "../read/dates/zone.ts";
import { compileMapping } from "./apply.ts";
import { converterFor } from "./convert.ts";
import { Observation } from "./observe.ts";
import { propose, type Proposal } from "./propose.ts";
import type { Question } from "./questions.ts";

function proposalFor(...lines: readonly string[]): Proposal {
  const [names = [], ...rows] = lines.map((line) => line.split(";"));
  const observed = new Observation(names);
  observed.add(rows);
  return propose(observed.facts(), { target: "incidents" });
}

const asked = <Code extends Question["code"]>({ questions }: Proposal, code: Code) =>
  questions.filter((question): question is Extract<Question, { code: Code }> => question.code === code);

describe("when an incident began", () => {
  it.each([
    "Öppnat",
    "Öppnad",
    "Anmält",
    "Anmäldes",
    "Registrerat",
    "Skapat",
    "Upptäckt",
    "Upptäckts",
    "Upptäcktes",
    "Rapporterat",
  ])("is read from %s", (name) => {
    const proposal = proposalFor(`Nummer;Rubrik;${name}`, "1;A;2024-01-02 08:00", "2;B;2024-01-03 08:00");
    expect(proposal.columns[2]?.field).toBe("detected");
    expect(asked(proposal, "ask-start")).toEqual([]);
    expect(proposal.profile).not.toBeNull();
  });

  it("is asked for where no column says it, and there is nothing to import by until it is answered", () => {
    const proposal = proposalFor("Nummer;Rubrik;Löst;Dag X", "1;A;2024-01-02 08:00;2024-01-01");
    expect(proposal.profile).toBeNull();
    expect(asked(proposal, "ask-start")).toEqual([{ code: "ask-start", fields: ["detected", "started"] }]);
  });
});

describe("a column that is no field", () => {
  const proposal = proposalFor(
    "Nummer;Rubrik;Anmäld;Kostnad;Handläggare;Tom",
    "1;A;2024-01-02 08:00;1200;K. X;",
    "2;B;2024-01-03 08:00;;K. Y;",
  );

  it("is asked about with an example; those that name people are left out, and empty ones ask nothing", () => {
    expect(asked(proposal, "ask-unmapped")).toEqual([
      { code: "ask-unmapped", column: "Kostnad", example: "1200" },
    ]);
    expect(proposal.profile?.ignore).toEqual(["Handläggare"]);
  });
});

describe("dates of several forms in one column", () => {
  const proposal = proposalFor(
    "Nummer;Rubrik;Anmäld",
    "1;A;2026-11-02 10:00",
    "2;B;03/04/2026 12:00",
    "3;C;25.10.2026",
  );

  it("are each named, and a form's order of day and month is asked though another form has one", () => {
    expect(asked(proposal, "ask-date-forms")).toEqual([
      {
        code: "ask-date-forms",
        column: "Anmäld",
        forms: [
          { pattern: "yyyy-M-d H:mm", count: 1, example: "2026-11-02 10:00" },
          { pattern: "d/M/yyyy H:mm", count: 1, example: "03/04/2026 12:00" },
          { pattern: "d.M.yyyy", count: 1, example: "25.10.2026" },
        ],
      },
    ]);
    expect(asked(proposal, "ask-day-order")).toEqual([
      {
        code: "ask-day-order",
        column: "Anmäld",
        example: "03/04/2026 12:00",
        order: "ambiguous",
        patterns: ["d/M/yyyy H:mm"],
      },
    ]);
  });

  it("are said in a sentence", () => {
    const [forms] = asked(proposal, "ask-date-forms");
    if (forms === undefined) throw new Error("not asked");
    expect(askIn("sv", forms)).toBe(
      "Kolumnen Anmäld har 3 datumformat: 2026-11-02 10:00; 03/04/2026 12:00; 25.10.2026.",
    );
  });

  it("two forms that contradict each other are each read as they say", () => {
    const { profile } = proposalFor("Nummer;Rubrik;Anmäld", "1;A;25.10.2026", "2;B;10/25/2026");
    if (profile === null) throw new Error("no profile");
    const mapping = compileMapping(profile, ["Nummer", "Rubrik", "Anmäld"]);
    const days = ["25.10.2026", "10/25/2026"].map((written) => mapping.map(["1", "A", written]));
    expect(days.map((day) => (day.ok ? day.value.values[2] : null))).toEqual([
      expect.objectContaining({ ms: Date.parse("2026-10-24T22:00:00Z") }),
      expect.objectContaining({ ms: Date.parse("2026-10-24T22:00:00Z") }),
    ]);
  });
});

it("words that are read as no value are told", () => {
  const proposal = proposalFor("Nummer;Rubrik;Anmäld", "1;okänt;2024-01-02", "2;-;2024-01-03");
  expect(asked(proposal, "ask-nulls")).toEqual([{ code: "ask-nulls", words: ["okänt", "-"] }]);
});

it("weeks without a year are read in the year that somebody gives, and in none before", () => {
  const field = { type: "time" } as const;
  const zone = new LocalZone("Europe/Stockholm");
  const column = { column: "Började", field: "started" };
  const without = converterFor(field, column, "Började", zone, ["yyyy-M-d"]);
  expect(without("vecka 10").fault?.code).toBe("value-not-a-time");
  const within = converterFor(field, { ...column, year: 2017 }, "Började", zone, ["yyyy-M-d"]);
  expect(within("vecka 10").value).toMatchObject({
    ms: Date.parse("2017-03-05T23:00:00Z"),
    precision: "week",
  });
  expect(within("vecka 53").fault?.code).toBe("value-not-a-time");
});
