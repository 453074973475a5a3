/**
 * Makes the files of the example organisation: `node examples/exempelkommun/make.ts`. They are committed, and a test
 * checks that this still makes them. Which facts come from the sources and which are ours stands in README.md.
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { agreements, dependencies, services, serviceUses, suppliers, systems } from "./make-catalogue.ts";
import { followUp } from "./make-follow-up.ts";
import { incidents } from "./make-incidents.ts";
import { sites, units } from "./make-organisation.ts";
import { table } from "./tables.ts";

export function exampleFiles(): Record<string, string> {
  const places = sites();
  return {
    "enheter.csv": table(["Kod", "Namn", "Överordnad", "Typ", "Antal personer"], units),
    "platser.csv": places.sites,
    "nat.csv": places.networks,
    "leverantorer.csv": table(["Namn", "Beskrivning"], suppliers),
    "system.csv": table(
      ["Namn", "Leverantör", "Underleverantör", "Tillverkare", "Enhet", "Beskrivning", "Från", "Till"],
      systems.map((system) => (system.length === 6 ? [...system, "", ""] : system)),
    ),
    "avtal.csv": table(
      ["Leverantör", "Namn", "Nummer", "System", "Från", "Till", "Lovad återställning (timmar)", "PuB-avtal"],
      agreements,
    ),
    "tjanster.csv": table(
      [
        "Namn",
        "Typ",
        "Tjänsteområde",
        "Enhet",
        "System",
        "Lovad återställning (timmar)",
        "Vital",
        "Beskrivning",
      ],
      services,
    ),
    "beroenden.csv": table(["Behöver", "Behövs", "Sätt", "Grupp"], dependencies),
    "anvandning.csv": serviceUses(),
    ...incidents(),
    ...followUp(),
  };
}

if (process.argv[1] === import.meta.filename) {
  for (const [name, content] of Object.entries(exampleFiles()))
    writeFileSync(join(import.meta.dirname, name), content);
}
