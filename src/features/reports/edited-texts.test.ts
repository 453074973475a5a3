import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { applyEdits, statedFigures, type DraftedSentence } from "./edited-texts.ts";

const value = fc.option(fc.integer({ min: 0, max: 9_999 }), { nil: null });
const keys = ["incidents", "major-incidents", "breaches", "time-to-restore"] as const;
const figures = fc.record({
  incidents: fc.tuple(value, value),
  "major-incidents": fc.tuple(value, value),
  breaches: fc.tuple(value, value),
  "time-to-restore": fc.tuple(value, value),
});
type Values = Record<(typeof keys)[number], [number | null, number | null]>;
const standing = (values: Values) =>
  keys.map((key) => ({ key, label: key, value: values[key][0], comparison: values[key][1] }));

const sentence = fc.record({
  key: fc.constantFrom("a", "b"),
  paragraph: fc.constant(0),
  text: fc.string(),
  figures: fc.subarray([...keys]),
});
const write = (drafted: DraftedSentence, text: string, values: Values) => ({
  [drafted.key]: { text, figures: statedFigures(drafted, standing(values)) },
});

describe("a sentence that a person wrote", () => {
  test("is flagged exactly for those of its figures that are others than when it was written", () => {
    fc.assert(
      fc.property(sentence, fc.string(), figures, figures, (drafted, text, before, after) => {
        const [state] = applyEdits([drafted], write(drafted, text, before), standing(after));
        const differing = drafted.figures.filter(
          (key) => JSON.stringify(Reflect.get(before, key)) !== JSON.stringify(Reflect.get(after, key)),
        );
        expect(state?.changed.map(({ key }) => key).toSorted()).toEqual(differing.toSorted());
        for (const { key, was, now } of state?.changed ?? []) {
          expect([was.value, was.comparison]).toEqual(Reflect.get(before, key));
          expect([now.value, now.comparison]).toEqual(Reflect.get(after, key));
        }
      }),
    );
  });

  test("stands as it was written, and is flagged for nothing while its figures stay", () => {
    fc.assert(
      fc.property(sentence, fc.string(), figures, (drafted, text, values) => {
        const [state] = applyEdits([drafted], write(drafted, text, values), standing(values));
        expect(state).toMatchObject({ shown: text, edited: true, changed: [] });
      }),
    );
  });

  test("is not flagged for a figure that the reader may not know", () => {
    const drafted = { key: "a", paragraph: 0, text: "", figures: ["breaches"] };
    const stated = { a: { text: "Fem.", figures: { breaches: { value: 5, comparison: null } } } };
    expect(applyEdits([drafted], stated, [])[0]?.changed).toEqual([]);
  });
});

test("a drafted sentence follows its figures and is never flagged", () => {
  fc.assert(
    fc.property(sentence, figures, (drafted, values) => {
      const [state] = applyEdits([drafted], {}, standing(values));
      expect(state).toMatchObject({ shown: drafted.text, edited: false, changed: [] });
    }),
  );
});
