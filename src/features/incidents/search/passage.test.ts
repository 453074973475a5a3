import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { passageOf } from "./passage.ts";

describe("where a searched word stands", () => {
  test("is shown in whatever form it is written, with what is around it", () => {
    expect(passageOf("avbrott", "Telefonin svarar inte", ["", "Efter strömavbrottet i natt."])).toEqual({
      before: "Efter ",
      word: "strömavbrottet",
      after: " i natt.",
    });
  });

  test("needs no telling when the title tells", () => {
    expect(passageOf("avbrott", "Avbrott i Telefoni", ["Ett avbrott."])).toBeNull();
  });

  test("is not made up where no text holds it", () => {
    expect(passageOf("avbrott", "Telefonin", ["Kortläsaren i växeln."])).toBeNull();
  });

  test("is cut between words in a long text, and says that it is cut", () => {
    const passage = passageOf("router", "Nätet", [`${"ord ".repeat(60)}routern ${"mer ".repeat(60)}`]);
    expect(passage?.before).toMatch(/^… ord(?: ord)* $/u);
    expect(passage?.after).toMatch(/^ mer(?: mer)* …$/u);
  });

  test("is a piece of the text, in one line", () => {
    const lines = fc.array(fc.constantFrom("nätet", "låg", "nere\ni", "server", "\tsökte"), {
      maxLength: 60,
    });
    fc.assert(
      fc.property(lines, lines, (before, after) => {
        const text = [...before, "skrivaren", ...after].join(" ");
        const passage = passageOf("skrivare", "", [text]);
        expect(passage?.word).toBe("skrivaren");
        const whole = `${passage?.before}${passage?.word}${passage?.after}`.replaceAll("…", "").trim();
        expect(text.replace(/\s+/gu, " ")).toContain(whole);
      }),
    );
  });
});
