import { describe, expect, test } from "vitest";
import { errorKinds, type ErrorCode } from "./errors.ts";
import { errorTexts } from "./errors.texts.ts";
import { lookUp } from "./texts.ts";

const codes = Object.keys(errorKinds) as ErrorCode[];

describe.each(["sv", "en"] as const)("in %s", (language) => {
  test.each(codes)("%s is a sentence that can be said, whatever it is given", (code) => {
    const written = errorTexts[language][code];
    const names = [...written.matchAll(/\{(\w+)/gu)].map(([, name = ""]) => name);
    const params = Object.fromEntries(names.map((name) => [name, /plural/u.test(written) ? 3 : "X"]));
    const said = lookUp(language, [errorTexts], code, { requestId: "r", ...params });
    expect(said).toMatch(/^[\p{Lu}\d][^{}]*[.!?]$/u);
  });
});
