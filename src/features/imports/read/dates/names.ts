/** Month names as Swedish and English programs write them; the first three letters tell them apart. */
const months: Readonly<Record<string, number>> = {
  jan: 1,
  feb: 2,
  mar: 3,
  apr: 4,
  maj: 5,
  may: 5,
  jun: 6,
  jul: 7,
  aug: 8,
  sep: 9,
  okt: 10,
  oct: 10,
  nov: 11,
  dec: 12,
};

const fullNames = new Set(
  (
    "januari februari mars april maj juni juli augusti september oktober november december " +
    "january february march may june july august october jan feb mar apr jun jul aug sep sept okt oct nov dec"
  ).split(" "),
);

const weekdays = new Set(
  (
    "måndag tisdag onsdag torsdag fredag lördag söndag mån tis ons tors tor fre lör sön " +
    "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun"
  ).split(" "),
);

/** 1–12, or 0 when the word names no month. */
export function monthOfName(word: string): number {
  const name = word.toLowerCase().replace(".", "");
  return fullNames.has(name) ? (months[name.slice(0, 3)] ?? 0) : 0;
}

export function isWeekday(word: string): boolean {
  return weekdays.has(word.toLowerCase().replace(".", ""));
}
