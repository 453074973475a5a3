import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Language } from "../../shared/language.ts";
import { changeText, valueText } from "./figure-words.ts";
import { figureUnits, phrases, type Figure } from "./model.ts";
import { draftMethodNotes, draftNoneIn, draftSentence, draftSplit, type Drafting } from "./sentences.ts";

const swedish: Drafting = {
  language: "sv",
  period: { label: "första kvartalet 2023" },
  comparison: { label: "första kvartalet 2022" },
};
const english: Drafting = {
  language: "en",
  period: { label: "the first quarter of 2023" },
  comparison: { label: "the first quarter of 2022" },
};

function figure(change: Partial<Figure>): Figure {
  return {
    key: "incidents",
    label: "Incidenter",
    definition: "d",
    unit: "count",
    phrase: "incidents",
    value: 1003,
    comparison: 756,
    n: null,
    imprecise: false,
    records: null,
    comparisonRecords: null,
    ...change,
  };
}

function sv(change: Partial<Figure>): string {
  return draftSentence(figure(change), swedish).text.replaceAll("\u00a0", " ");
}

function en(change: Partial<Figure>): string {
  return draftSentence(figure(change), english).text.replaceAll("\u00a0", " ");
}

describe("a counted figure", () => {
  test("that rises says by how much and by which share", () => {
    expect(sv({})).toBe(
      "Under första kvartalet 2023 registrerades 1 003 incidenter, 247 fler än under första kvartalet 2022 (+33 %).",
    );
    expect(en({})).toBe(
      "In the first quarter of 2023, 1,003 incidents were recorded, 247 more than in the first quarter of 2022 (+33%).",
    );
  });

  test("that falls says fewer, with a minus sign that is not a hyphen", () => {
    expect(sv({ value: 756, comparison: 1003 })).toContain(
      "247 färre än under första kvartalet 2022 (−25 %)",
    );
  });

  test("that stays says so without a percentage", () => {
    expect(sv({ value: 20, comparison: 20 })).toContain(
      "20 incidenter, lika många som under första kvartalet 2022.",
    );
  });

  test("of one is written as a word, and so is a difference of one", () => {
    expect(sv({ value: 1, comparison: 2 })).toContain("registrerades en incident, en färre än");
    expect(en({ value: 1, comparison: 0 })).toContain("one incident was recorded, one more than");
  });

  test("of none says none, and what it was before", () => {
    expect(sv({ value: 0, comparison: 5 })).toContain("registrerades inga incidenter, mot 5 under");
    expect(sv({ value: 0, comparison: 0 })).toContain("registrerades inga incidenter, liksom under");
  });

  test("that is missing is said to be missing, and what is known is still told", () => {
    expect(sv({ value: null })).toBe(
      "Antalet incidenter under första kvartalet 2023: uppgift saknas (under första kvartalet 2022: 756).",
    );
    expect(sv({ comparison: null })).toContain("1 003 incidenter; uppgift saknas för första kvartalet 2022.");
    expect(en({ value: null, comparison: null })).toBe(
      "Number of incidents in the first quarter of 2023: not stated.",
    );
  });

  test("that is not compared says nothing of another period", () => {
    expect(sv({ comparison: undefined })).toBe("Under första kvartalet 2023 registrerades 1 003 incidenter.");
  });

  test("from imprecise times says omkring", () => {
    expect(sv({ imprecise: true })).toContain("registrerades omkring 1 003 incidenter, omkring 247 fler");
  });

  test("gives no percentage against a base too small to bear it", () => {
    expect(sv({ value: 7, comparison: 4 })).not.toContain("%");
  });
});

describe("measured figures", () => {
  test("speak of longer and shorter times", () => {
    const text = sv({ phrase: "restore-time", unit: "duration", value: 7500, comparison: 5400, n: 812 });
    expect(text).toBe(
      "Mediantiden till återställning var 2 h 5 min under första kvartalet 2023 (n = 812), 35 min längre än under första kvartalet 2022 (+39 %).",
    );
  });

  test("compare shares by percentage points, never by per cent of per cent", () => {
    const text = sv({ phrase: "share-in-time", unit: "percent", value: 0.91, comparison: 0.9 });
    expect(text).toContain("91 % av incidenterna återställdes inom utlovad tid");
    expect(text).toContain("1 procentenhet högre");
    expect(sv({ phrase: "share-in-time", unit: "percent", value: 0.875, comparison: 0.9 })).toContain(
      "2,5 procentenheter lägre",
    );
  });
});

test("a split names its parts and the figures behind them, and nothing that is zero", () => {
  const part = (name: string, value: number) => ({ name, figure: figure({ key: name, value }) });
  const parts = [part("agresso", 7), part("telefoni", 4), part("visma", 0)];
  expect(draftSplit(parts, "sv")).toEqual({
    text: "De fördelade sig på agresso (7) och telefoni (4).",
    figures: ["agresso", "telefoni"],
  });
  expect(draftSplit([part("visma", 1)], "sv")?.text).toBe("Den gällde visma.");
  expect(draftSplit([part("visma", 0)], "sv")).toBeNull();
  expect(draftNoneIn(parts, "sv")?.text).toBe("Inga personuppgiftsincidenter registrerades inom visma.");
});

test("method notes name every missing and every imprecise figure, and unequal periods", () => {
  const period = { code: "a", label: "januari–maj 2023", from: "2023-01-01", until: "2023-06-01" };
  const comparison = { code: "b", label: "april 2022", from: "2022-04-01", until: "2022-05-01" };
  const figures = [
    figure({ label: "A", value: null }),
    figure({ label: "B", imprecise: true, comparison: null }),
  ];
  const notes = draftMethodNotes(figures, { language: "sv", period, comparison });
  const text = notes
    .map((note) => note.text)
    .join("\n")
    .replaceAll("\u00a0", " ");
  expect(text).toContain("A (januari–maj 2023) och B (april 2022)");
  expect(text).toContain("“omkring”: B.");
  expect(text).toContain("(151 dygn mot 30 dygn)");
});

const anyFigure: fc.Arbitrary<Figure> = fc
  .record({
    unit: fc.constantFrom(...figureUnits),
    phrase: fc.constantFrom(...phrases),
    value: fc.option(fc.oneof(fc.nat(12), fc.nat(2_000_000), fc.double({ min: 0, max: 1e7, noNaN: true }))),
    comparison: fc.oneof(
      fc.constant(undefined),
      fc.option(fc.oneof(fc.nat(12), fc.nat(2_000_000), fc.double({ min: 0, max: 1e7, noNaN: true }))),
    ),
    n: fc.option(fc.nat(5000)),
    imprecise: fc.boolean(),
  })
  .map((change) => figure({ ...change, label: "Mått" }));

describe("whatever the figures", () => {
  const spoken = (subject: Figure, language: Language): string[] => {
    const drafting = language === "sv" ? swedish : english;
    return [
      draftSentence(subject, drafting).text,
      changeText(subject, language) ?? "",
      valueText(subject.value, subject.unit, { language, imprecise: subject.imprecise }),
    ];
  };

  test("no sentence says 1 incidenter, +-, NaN, a template's braces or a double blank", () => {
    fc.assert(
      fc.property(anyFigure, fc.constantFrom("sv" as const, "en" as const), (subject, language) => {
        for (const text of spoken(subject, language)) {
          expect(text).not.toMatch(
            /(?<![\d\u00a0,.])1[ \u00a0](?:incidenter|incidents|personuppgiftsincidenter|major incidents|minuter|minutes|procentenheter|percentage points|fler|färre|fewer)/u,
          );
          expect(text).not.toMatch(/NaN|Infinity|undefined|null|[{}#]/u);
          expect(text).not.toMatch(/[+−-][+−-]|[+−]0(?![,.\d])|-\d/u);
          expect(text).not.toMatch(/ {2}|\s[.,;]|\.\./u);
        }
      }),
    );
  });

  test("the direction said is the direction of what is shown", () => {
    fc.assert(
      fc.property(fc.nat(100_000), fc.nat(100_000), (value, comparison) => {
        const text = sv({ value, comparison });
        const words =
          value > comparison
            ? / fler än /
            : value === comparison
              ? /lika många som|liksom/
              : / färre än |, mot /;
        expect(text).toMatch(words);
      }),
    );
  });

  test("a missing value is always said and never a number", () => {
    fc.assert(
      fc.property(anyFigure, (subject) => {
        const text = draftSentence({ ...subject, value: null, comparison: undefined }, swedish).text;
        expect(text).toMatch(/uppgift saknas\.$/u);
      }),
    );
  });
});
