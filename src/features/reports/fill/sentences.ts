import type { DraftedSentence } from "../edited-texts.ts";
import { draftNoneIn, draftSentence, draftSplit, type Drafting } from "../sentences.ts";
import type { ReportFigures } from "./figures.ts";

/** The summary as it is drafted: what happened, what it hit, how fast it was mended, and what people add. */
export function draftReport(figures: ReportFigures, drafting: Drafting): DraftedSentence[] {
  const { language } = drafting;
  const drafted: DraftedSentence[] = [];
  const say = (paragraph: number, key: string, sentence: { text: string; figures: string[] } | null) => {
    if (sentence !== null) drafted.push({ key, paragraph, ...sentence });
  };
  const sayFigure = (paragraph: number, key: string) => {
    const figure = figures.main.find((one) => one.key === key);
    if (figure !== undefined) say(paragraph, key, draftSentence(figure, drafting));
  };
  sayFigure(0, "incidents");
  sayFigure(0, "major-incidents");
  say(0, "major-incidents.split", draftSplit(figures.majors, language));
  sayFigure(1, "breaches");
  say(1, "breaches.split", draftSplit(figures.breaches, language));
  say(1, "breaches.none", draftNoneIn(figures.breachAreas, language));
  sayFigure(2, "outage-time");
  sayFigure(2, "time-to-restore");
  sayFigure(2, "restored-in-time");
  // Drafted empty: the place for what no figure says.
  drafted.push({ key: "own", paragraph: 3, text: "", figures: [] });
  return drafted;
}
