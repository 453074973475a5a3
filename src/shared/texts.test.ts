import fc from "fast-check";
import { describe, expect, expectTypeOf, test } from "vitest";
import { preferredLanguage } from "./language.ts";
import type { MessageParams } from "./message-params.ts";
import { defineTexts, labelOf, lookUp, translator, type Catalogue } from "./texts.ts";

const texts = {
  sv: {
    greeting: "Hej {name}!",
    files: "{count, plural, one {# fil} other {# filer}} i {place}",
    kind: "{kind, select, unit {Enhet {name}} other {Annat}}",
    plain: "Åtgärder",
  },
  en: {
    greeting: "Hello {name}!",
    files: "{count, plural, one {# file} other {# files}} in {place}",
    kind: "{kind, select, unit {Unit {name}} other {Other}}",
    plain: "Actions",
  },
} satisfies Catalogue;

const other = defineTexts({ sv: { more: "Mer" }, en: { more: "More" } });

describe("texts", () => {
  test("are looked up in the language asked for, across catalogues", () => {
    const sv = translator("sv", texts, other);
    const en = translator("en", texts, other);
    expect(sv("greeting", { name: "Åsa" })).toBe("Hej Åsa!");
    expect(en("greeting", { name: "Åsa" })).toBe("Hello Åsa!");
    expect(sv("more")).toBe("Mer");
    expect(en("plain")).toBe("Actions");
  });

  test("group thousands with a no-break space in Swedish and choose the plural", () => {
    const sv = translator("sv", texts);
    expect(sv("files", { count: 1003, place: "a" })).toBe("1\u00a0003 filer i a");
    expect(sv("files", { count: 1, place: "a" })).toBe("1 fil i a");
    expect(sv("kind", { kind: "unit", name: "HR" })).toBe("Enhet HR");
  });

  test("do not compile with a wrong key, a missing parameter or a missing translation", () => {
    const sv = translator("sv", texts);
    // @ts-expect-error no such key
    expect(sv("absent")).toBe("absent");
    // @ts-expect-error the parameter is missing
    expect(() => sv("greeting")).toThrow(/name/u);
    // @ts-expect-error English lacks the key
    translator("sv", { sv: { a: "a", b: "b" }, en: { a: "a" } });
    // @ts-expect-error English lacks the key
    defineTexts({ sv: { a: "a", b: "b" }, en: { a: "a" } });
    expectTypeOf<MessageParams<"{a} och {b, number}">>().toEqualTypeOf<"a" | "b">();
    expectTypeOf<MessageParams<"{n, plural, one {fil} other {{x} filer}}">>().toEqualTypeOf<"n" | "x">();
    expectTypeOf<MessageParams<"inget">>().toEqualTypeOf<never>();
  });

  test("put parameters in as they are, whatever they contain", () => {
    const sv = translator("sv", texts);
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (name) => {
        expect(sv("greeting", { name })).toBe(`Hej ${name}!`);
      }),
    );
  });

  test("never find inherited properties as texts", () => {
    expect(lookUp("sv", [texts], "constructor")).toBeUndefined();
    expect(lookUp("sv", [texts], "toString")).toBeUndefined();
  });

  test("can be carried as a label in every language", () => {
    expect(labelOf(texts, "plain")).toEqual({ sv: "Åtgärder", en: "Actions" });
  });
});

describe("the preferred language", () => {
  test("is the first that we speak, else Swedish", () => {
    expect(preferredLanguage("de-DE,en-GB;q=0.8,sv;q=0.5")).toBe("en");
    expect(preferredLanguage(["sv-SE", "en"])).toBe("sv");
    expect(preferredLanguage("de")).toBe("sv");
    expect(preferredLanguage(undefined)).toBe("sv");
  });
});
