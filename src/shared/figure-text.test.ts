import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { measuredText, shortChange, valueText, type FigureUnit } from "./figure-text.ts";

const sv = (value: number | null, unit: FigureUnit, imprecise = false) =>
  valueText(value, unit, { language: "sv", imprecise }).replaceAll("\u00a0", " ");
const change = (value: number | null, before: number | null, unit: FigureUnit) =>
  shortChange(value, before, unit, "sv")?.replaceAll("\u00a0", " ") ?? null;

describe("a figure is written alike wherever it stands", () => {
  test("with its unit", () => {
    expect(sv(1003, "count")).toBe("1 003");
    expect(sv(1, "share")).toBe("100 %");
    expect(sv(1 / 3, "share")).toBe("33,3 %");
    expect(sv(11_589, "minutes")).toBe("8 d 1 h");
    expect(sv(null, "minutes")).toBe("uppgift saknas");
  });

  test("and nothing to measure is not said to be missing", () => {
    const measured = { value: null, n: 0, imprecise: 0, missing: null };
    expect(measuredText(measured, "minutes", "sv")).toBe("inget att mäta");
    expect(measuredText({ ...measured, missing: "Källan säger inget." }, "minutes", "sv")).toBe(
      "uppgift saknas",
    );
  });

  test("whether it is given in minutes or in seconds", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_000_000 }), fc.boolean(), (minutes, imprecise) => {
        expect(sv(minutes, "minutes", imprecise)).toBe(sv(minutes * 60, "duration", imprecise));
      }),
    );
  });

  test("with omkring where a time behind it is imprecise, but never about nothing", () => {
    expect(sv(265, "minutes", true)).toBe("omkring 4 h 25 min");
    expect(sv(0, "minutes", true)).toBe("0 min");
  });

  test("and so is its change: a decimal below ten per cent, points for shares, numbers where few", () => {
    expect(change(1003, 756, "count")).toBe("+33 %");
    expect(change(281, 266, "minutes")).toBe("+5,6 %");
    expect(change(7, 4, "count")).toBe("+3");
    expect(change(0.91, 0.9, "share")).toBe("+1 procentenhet");
    expect(change(4, 4, "count")).toBe("oförändrat");
    expect(change(4, null, "count")).toBeNull();
  });
});
