import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parsePeriod, type ParsedPeriod } from "./period-parser.ts";

/** What is wrong with an answer: nothing, or that it is neither a period nor a sentence. */
function faultOf(parsed: ParsedPeriod): string | null {
  if (parsed.ok) return parsed.period.from < parsed.period.until ? null : "it ends before it begins";
  const silent = [parsed.said.sv, parsed.said.en].filter((said) => !/\S\.$/u.test(said));
  return silent.length === 0 ? null : `no sentence: ${silent.join(" | ")}`;
}

describe("a period of any text", () => {
  const words = fc.constantFrom(
    "2023",
    "Q1",
    "-",
    "--",
    "–",
    "W10",
    "vecka",
    "v.",
    "januari",
    "maj",
    "2301",
    "99",
    "0",
    " ",
    "/",
    "kvartal",
    "H1",
    "1:a",
    "och",
    "t.o.m.",
    "²",
    "２０２３",
    "\u0000",
    "\ud800",
  );
  const written = fc.oneof(
    fc.array(words, { maxLength: 8 }).map((all) => all.join("")),
    fc.array(words, { maxLength: 8 }).map((all) => all.join(" ")),
    fc.string({ unit: "binary" }),
  );

  test("is one that begins before it ends, or is refused in both languages", () => {
    fc.assert(
      fc.property(written, fc.constantFrom(undefined, "2023-04-12"), (text, today) => {
        const parsed = parsePeriod(text, today);
        expect(faultOf(parsed)).toBeNull();
      }),
      { numRuns: 3_000 },
    );
  });

  test("takes no longer for being long", () => {
    const begun = performance.now();
    for (const unit of ["2023-", "-", " ", "januari ", "1", "W", "2301-2305 "])
      parsePeriod(unit.repeat(200_000));
    expect(performance.now() - begun).toBeLessThan(1_000);
  });
});
