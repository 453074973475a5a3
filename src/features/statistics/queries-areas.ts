import { sql } from "kysely";
import type { Db } from "../../platform/database/transaction.ts";
import { AppError } from "../../shared/errors.ts";
import type { Language } from "../../shared/language.ts";
import { translator } from "../../shared/texts.ts";
import { commandTexts } from "./commands.texts.ts";

/** A service area by its name, letter case aside. Throws `input.invalid`, naming those there are. */
export async function areaByName(db: Db, name: string): Promise<{ id: string; name: string }> {
  const { rows } = await sql<{ id: string; name: string }>`
    select id, name from service_area order by position, name collate sv`.execute(db);
  const found = rows.find((area) => area.name.toLowerCase() === name.trim().toLowerCase());
  if (found !== undefined) return found;
  const areas = rows.map((area) => area.name).join(", ");
  const say = (language: Language) =>
    translator(language, commandTexts)(areas === "" ? "area.none" : "area.choices", { area: name, areas });
  throw new AppError("input.invalid", { faults: [{ path: "area", sv: say("sv"), en: say("en") }] });
}
