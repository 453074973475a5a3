import { describe, expect, test } from "vitest";
import { reportModel } from "./model.ts";
import { periodWords } from "./period-words.ts";
import { sampleReport } from "./test/sample-report.ts";

describe("a report model", () => {
  test("is refused when a sentence or a tile names a figure that is not there", () => {
    const model = sampleReport();
    expect(reportModel.safeParse({ ...model, figures: model.figures.slice(1) }).success).toBe(false);
  });

  test("is refused when a figure or a chart key stands twice", () => {
    const model = sampleReport();
    expect(reportModel.safeParse({ ...model, figures: [...model.figures, ...model.figures] }).success).toBe(
      false,
    );
    expect(reportModel.safeParse({ ...model, parts: [...model.parts, ...model.parts] }).success).toBe(false);
  });

  test.each(["javascript:alert(1)", "//evil.example", "https://evil.example/", "/a b", "/\\evil"])(
    "takes no link that leads elsewhere: %s",
    (records) => {
      const model = sampleReport();
      const [first, ...rest] = model.figures;
      const result = reportModel.safeParse({ ...model, figures: [{ ...first, records }, ...rest] });
      expect(result.success).toBe(false);
    },
  );

  test("takes no number that is not one", () => {
    const model = sampleReport();
    for (const value of [Number.NaN, Number.POSITIVE_INFINITY]) {
      const figures = model.figures.map((figure) => ({ ...figure, value }));
      expect(reportModel.safeParse({ ...model, figures }).success).toBe(false);
    }
  });

  test("survives being stored as JSON, as a frozen report is", () => {
    const model = sampleReport();
    expect(reportModel.parse(JSON.parse(JSON.stringify(model)))).toEqual(model);
  });

  test("is as large with a million incidents as with ten", () => {
    const sized = (value: number) =>
      JSON.stringify({
        ...sampleReport(),
        figures: sampleReport().figures.map((figure) => ({ ...figure, value })),
      }).length;
    expect(sized(1_000_000) - sized(10)).toBeLessThan(200);
  });
});

describe("a period is said as people say it", () => {
  test.each([
    ["2023-01-01", "2023-04-01", "första kvartalet 2023", "the first quarter of 2023"],
    ["2022-10-01", "2023-01-01", "fjärde kvartalet 2022", "the fourth quarter of 2022"],
    ["2023-01-01", "2023-06-01", "januari–maj 2023", "January–May 2023"],
    ["2023-04-01", "2023-05-01", "april 2023", "April 2023"],
    ["2024-02-01", "2024-03-01", "februari 2024", "February 2024"],
    ["2017-03-06", "2017-03-13", "vecka 10 2017", "week 10 2017"],
    ["2020-12-28", "2021-01-04", "vecka 53 2020", "week 53 2020"],
    ["2023-01-01", "2024-01-01", "2023", "2023"],
    ["2023-07-01", "2024-01-01", "andra halvåret 2023", "the second half of 2023"],
    ["2022-11-01", "2023-03-01", "november 2022 – februari 2023", "November 2022 – February 2023"],
    ["2023-04-03", "2023-04-18", "perioden 3–17 april 2023", "the period 3–17 April 2023"],
    ["2023-04-03", "2023-04-04", "dagen 3 april 2023", "the day 3 April 2023"],
    ["2023-03-30", "2023-04-03", "perioden 30 mars – 2 april 2023", "the period 30 March – 2 April 2023"],
  ])("%s to %s", (from, until, swedish, english) => {
    expect(periodWords({ from, until }, "sv").replaceAll("\u00a0", " ")).toBe(swedish);
    expect(periodWords({ from, until }, "en").replaceAll("\u00a0", " ")).toBe(english);
  });
});
