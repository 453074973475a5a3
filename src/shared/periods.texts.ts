import { defineTexts } from "./texts.ts";

export const periodTexts = defineTexts({
  sv: {
    unreadable:
      "Perioden går inte att läsa. Skriv till exempel 2023-Q1, 2301-2305, 2023-04, 2017-W10 eller 2023.",
    ambiguous:
      "Perioden kan läsas på två sätt. Skriv {years} om du menar åren och {months} om du menar månaderna.",
    backwards: "Perioden slutar före den börjar.",
    "no-such-day":
      "Det finns ingen sådan dag eller vecka, månad eller kvartal. Kvartalen är Q1–Q4, som i 2023-Q1.",
    "out-of-range": "Perioden ska ligga mellan år {first} och {last}.",
    "words.half": "{half, plural, =1 {första} other {andra}} halvåret {year}",
    "words.quarter": "{quarter, plural, =1 {första} =2 {andra} =3 {tredje} other {fjärde}} kvartalet {year}",
    "words.day": "dagen {day}",
    "words.days": "perioden {start}–{end}",
    "words.days.apart": "perioden {start} – {end}",
  },
  en: {
    unreadable: "The period cannot be read. Write for example 2023-Q1, 2301-2305, 2023-04, 2017-W10 or 2023.",
    ambiguous: "The period can be read in two ways. Write {years} for the years or {months} for the months.",
    backwards: "The period ends before it begins.",
    "no-such-day": "There is no such day, week, month or quarter. Quarters are Q1–Q4, as in 2023-Q1.",
    "out-of-range": "The period must lie between the years {first} and {last}.",
    "words.half": "the {half, plural, =1 {first} other {second}} half of {year}",
    "words.quarter":
      "the {quarter, plural, =1 {first} =2 {second} =3 {third} other {fourth}} quarter of {year}",
    "words.day": "the day {day}",
    "words.days": "the period {start}–{end}",
    "words.days.apart": "the period {start} – {end}",
  },
});
