import { describe, expect, test } from "vitest";
import { chartAlt, chartColours, chartOption, chartSize } from "./charts.ts";
import type { Chart } from "./model.ts";
import { chartPng, drawChart } from "./render/charts.ts";

const chart: Chart = {
  key: "incidents",
  kind: "series",
  title: "Incidenter per månad",
  unit: "count",
  categories: ["januari", "februari"].map((label) => ({ label, records: null })),
  series: [
    { label: "2023", role: "current", values: [1003, null] },
    { label: "2022", role: "comparison", values: [756, 0] },
  ],
  note: null,
};

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(a: string, b: string): number {
  const [low = 0, high = 0] = [luminance(a), luminance(b)].toSorted((x, y) => x - y);
  return (high + 0.05) / (low + 0.05);
}

test("the alternative text holds every value, and a missing one is not a zero", () => {
  expect(chartAlt(chart, "sv").replaceAll("\u00a0", " ")).toBe(
    "Diagram över tid: Incidenter per månad. januari: 1 003 (2023), 756 (2022). februari: uppgift saknas (2023), 0 (2022).",
  );
});

describe.each(["light", "dark"] as const)("in the %s theme", (theme) => {
  const paper = theme === "light" ? "#ffffff" : "#16202a";
  test("both series reach 3:1 and both kinds of text 4.5:1 against the paper", () => {
    const { current, comparison, text, muted } = chartColours[theme];
    for (const colour of [current, comparison]) expect(contrast(colour, paper)).toBeGreaterThanOrEqual(3);
    for (const colour of [text, muted]) expect(contrast(colour, paper)).toBeGreaterThanOrEqual(4.5);
  });

  test("the periods differ by pattern, not by colour alone", () => {
    const { svg } = drawChart(chart, { language: "sv", theme });
    expect(svg).toContain(`fill="${chartColours[theme].current}"`);
    expect(svg).toMatch(/<pattern /u);
  });
});

test("the drawing says its values as text, and the same chart gives the same bytes", () => {
  const first = drawChart(chart, { language: "sv" });
  expect(first.svg.replaceAll("\u00a0", " ")).toContain(">1 003</text>");
  expect(first.svg).toContain(">uppgift saknas</text>");
  expect(drawChart(chart, { language: "sv" })).toEqual(first);
});

test("two charts on one page share no ids", () => {
  const ids = (key: string) =>
    [...drawChart({ ...chart, key }, { language: "sv" }).svg.matchAll(/ id="([^"]+)"/gu)].map(([, id]) => id);
  expect(ids("a").filter((id) => ids("b").includes(id))).toEqual([]);
});

test("the picture for Word is a PNG of twice the size it stands at", () => {
  const png = chartPng(drawChart(chart, { language: "sv" }));
  expect(png.readUInt32BE(16)).toBe(chartSize(chart).width * 2);
  expect(png.readUInt32BE(20)).toBe(chartSize(chart).height * 2);
});

test("a year of weeks becomes lines, told apart by dash and symbol", () => {
  const weeks = Array.from({ length: 52 }, (_, week) => ({ label: `v. ${week + 1}`, records: null }));
  const values = weeks.map((_, index) => index);
  const option = chartOption(
    { ...chart, categories: weeks, series: chart.series.map((series) => ({ ...series, values })) },
    { language: "sv", theme: "light" },
  );
  expect(option.series).toMatchObject([
    { type: "line", symbol: "circle", lineStyle: { type: "solid" } },
    { type: "line", symbol: "emptyDiamond", lineStyle: { type: "dashed" } },
  ]);
});
