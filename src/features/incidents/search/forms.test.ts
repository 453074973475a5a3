import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { areForms, baseForms, matches, rootsOf } from "./forms.ts";

/** What is searched for, and the words that must be found by it. */
const found: Record<string, string> = {
  avbrott:
    "avbrottet avbrotten avbrottets avbrotts avbrottens driftavbrott strömavbrottet nätverksavbrotten avbrottstid",
  system: "systemet systemen systems systemets systemens verksamhetssystem systemfel ekonomisystemet",
  server: "servern servrar servrarna servers serverns servrarnas filservern filservrar serverrum",
  stopp: "stoppet stoppen stopps driftstopp driftstoppet driftstoppen produktionsstopp",
  nätverk: "nätverket nätverken nätverkets nätverksproblem",
  nät: "nätet näten nätets elnätet nätfel",
  fel: "felet felen nätfel kabelfelet",
  störning: "störningen störningar störningarna störningens driftstörning driftstörningarna",
  skrivare: "skrivaren skrivarna skrivarens skrivares nätverksskrivare",
  användare: "användaren användarna användarnas",
  dator: "datorn datorer datorerna datorns elevdatorer",
  kontor: "kontoret kontoren kontorets hemkontor",
  konto: "kontot konton kontona elevkonton",
  tjänst: "tjänsten tjänster tjänsterna tjänsternas bastjänster",
  kabel: "kabeln kablar kablarna fiberkabeln",
  nyckel: "nyckeln nycklar nycklarna",
  fönster: "fönstret fönstren servicefönster servicefönstret",
  nummer: "numret numren nummers telefonnummer",
  program: "programmet programmen programs",
  rum: "rummet rummen",
  skola: "skolan skolor skolorna skolans grundskola skolnätet",
  ärende: "ärendet ärenden ärendena ärendets",
  enhet: "enheten enheter enheterna enhetens",
  natt: "natten nätter nätterna",
  kö: "kön köer",
  router: "routern routrar routrarna",
  switch: "switchen switchar switcharna",
  långsam: "långsamt långsamma",
  fungera: "fungerar fungerade fungerat",
  lösenord: "lösenordet lösenorden lösenordsbyte",
  telefon: "telefonen telefoner telefonerna telefonväxel",
  databas: "databasen databaser databaserna",
  virus: "viruset",
  uppdatering: "uppdateringen uppdateringar",
  inloggning: "inloggningen inloggningar inloggningsproblem",
  roll: "rollen roller rollerna",
  port: "porten portar portarna",
  bild: "bilden bilder",
  bil: "bilen bilar bilarna",
  regel: "regeln regler reglerna brandväggsregel",
};

/** What must not be found, because it is another word. */
const notFound: Record<string, string> = {
  bil: "bild bilder billig mobil",
  and: "hand band strand landet standard",
  dator: "data datum",
  data: "dator datorer",
  rad: "radar",
  konto: "kontor kontoret kontroll",
  kontor: "konto kontot",
  roll: "kontroll kontrollen",
  port: "support rapport transport",
  ring: "uppdatering störning",
  fil: "filter profil",
  server: "service serie reserv",
  stopp: "stoppade",
  skrivare: "skriva skriver skrivning",
  nät: "nätter tonart magnet",
  fel: "felix kartong",
  system: "syster",
  post: "position",
  enhet: "enkel",
  avbrott: "avbröt brott",
};

const pairs = (list: Record<string, string>) =>
  Object.entries(list).flatMap(([searched, words]) =>
    words.split(" ").map((word) => [searched, word] as const),
  );

describe("searching in Swedish", () => {
  test.each(pairs(found))("%s finds %s", (searched, word) => {
    expect(matches(searched, word)).toBe(true);
    // What is looked up among the words that occur holds it: a rule alone finds nothing.
    const roots = rootsOf(searched);
    expect(word === searched || roots.length === 0 || roots.some((root) => word.includes(root))).toBe(true);
  });

  test.each(pairs(notFound))("%s does not find %s", (searched, word) => {
    expect(matches(searched, word)).toBe(false);
  });

  // Stated: a duck's definite form is spelled like "the spirit", and no rule of endings can know which is meant.
  test("and finds anden", () => {
    expect(matches("and", "anden")).toBe(true);
  });

  const word = fc.stringMatching(/^[a-zåäö]{3,12}$/u);

  test("what finds another word is found by it, when both are forms of one", () => {
    fc.assert(
      fc.property(word, word, (a, b) => {
        expect(areForms(a, b)).toBe(areForms(b, a));
      }),
    );
  });

  test("a word is among its own base forms, and its genitive finds it", () => {
    const endless = word.filter((one) => !one.endsWith("s") && one.length >= 4);
    fc.assert(
      fc.property(endless, (one) => {
        expect(baseForms(one).has(one)).toBe(true);
        expect(areForms(one, `${one}s`)).toBe(true);
      }),
    );
  });
});
