import { z } from "zod";

/** How a figure stood when a person wrote a sentence about it. */
const statedFigure = z.object({ value: z.number().nullable(), comparison: z.number().nullable() });
export type StatedFigure = z.output<typeof statedFigure>;

const editedText = z.object({ text: z.string(), figures: z.record(z.string(), statedFigure) });

/** What people wrote in place of drafted sentences, by the sentence's key. */
export const editedTexts = z.record(z.string(), editedText);
export type EditedTexts = z.output<typeof editedTexts>;

/** A sentence as it was drafted from the figures. */
export interface DraftedSentence {
  key: string;
  paragraph: number;
  text: string;
  figures: readonly string[];
}

interface FigureNow {
  key: string;
  label: string;
  value: number | null;
  comparison?: number | null | undefined;
}

/** A figure that is another than when the sentence was written. */
export interface ChangedFigure {
  key: string;
  label: string;
  was: StatedFigure;
  now: StatedFigure;
}

export interface SentenceState extends DraftedSentence {
  /** What stands in the report. */
  shown: string;
  edited: boolean;
  /** Empty: what is said still fits its figures. */
  changed: ChangedFigure[];
}

const standing = ({ value, comparison }: FigureNow): StatedFigure => ({
  value,
  comparison: comparison ?? null,
});

/** The figures that a sentence states, as they are now: kept with what a person writes. */
export function statedFigures(
  sentence: Pick<DraftedSentence, "figures">,
  figures: readonly FigureNow[],
): Record<string, StatedFigure> {
  const stated = figures.filter(({ key }) => sentence.figures.includes(key));
  return Object.fromEntries(stated.map((figure) => [figure.key, standing(figure)]));
}

/**
 * Drafted sentences with what people wrote in their place. A drafted one follows its figures; a written one does
 * not, so each figure that it stated and that has changed since is named. What the reader may not know says nothing.
 */
export function applyEdits(
  drafted: readonly DraftedSentence[],
  edits: EditedTexts,
  figures: readonly FigureNow[],
): SentenceState[] {
  const byKey = new Map(figures.map((figure) => [figure.key, figure]));
  return drafted.map((sentence) => {
    const edit = Object.hasOwn(edits, sentence.key) ? edits[sentence.key] : undefined;
    if (edit === undefined) return { ...sentence, shown: sentence.text, edited: false, changed: [] };
    const changed = Object.entries(edit.figures).flatMap(([key, was]): ChangedFigure[] => {
      const figure = byKey.get(key);
      if (figure === undefined) return [];
      const now = standing(figure);
      const same = now.value === was.value && now.comparison === was.comparison;
      return same ? [] : [{ key, label: figure.label, was, now }];
    });
    return { ...sentence, shown: edit.text, edited: true, changed };
  });
}
