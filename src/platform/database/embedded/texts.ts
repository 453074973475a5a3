import { defineTexts } from "../../../shared/texts.ts";

/** Why the embedded database could not start, and what to do about it. */
export const texts = defineTexts({
  sv: {
    "embedded.no-binary":
      "Det finns ingen inbyggd PostgreSQL för {platform}. Ange en egen PostgreSQL 16 eller senare i DATABASE_URL.",
    "embedded.not-runnable":
      "Den inbyggda PostgreSQL i {path} går inte att köra på det här systemet ({reason}). Ange en egen PostgreSQL 16 eller senare i DATABASE_URL.",
    "embedded.no-account":
      "PostgreSQL får inte köras som root, och systemet har ingen av användarna beredd, postgres och nobody. Skapa användaren beredd (useradd --system beredd), eller starta som en vanlig användare.",
    "embedded.foreign-data":
      "Databasen i {path} tillhör en annan användare ({owner}). Starta som den användaren eller som root, eller välj en annan datakatalog med --data.",
    "embedded.not-writable":
      "Det går inte att skriva i {path} ({reason}). Rätta behörigheten, eller välj en annan datakatalog med --data.",
    "embedded.unreachable":
      "Databasen i {path} kan inte nås av systemanvändaren {account}, eftersom {blocked} är stängd för andra. Öppna den (chmod o+x {blocked}), eller flytta datakatalogen.",
    "embedded.lost":
      "Filen {pointer} säger att databasen ligger i {path}, men där finns ingen. Återställ den katalogen, eller ta bort filen för att börja om med en tom databas.",
    "embedded.other-version":
      "Databasen i {path} är skapad av PostgreSQL {found}, men den inbyggda är {expected}. Exportera med den version av Beredd som skapade den, och läs in exporten i en tom datakatalog.",
    "embedded.not-created": "Databasen kunde inte skapas i {path}: {reason}",
    "embedded.not-started": "Databasen i {path} startade inte: {reason}",
  },
  en: {
    "embedded.no-binary":
      "There is no embedded PostgreSQL for {platform}. Name a PostgreSQL 16 or later of your own in DATABASE_URL.",
    "embedded.not-runnable":
      "The embedded PostgreSQL in {path} cannot run on this system ({reason}). Name a PostgreSQL 16 or later of your own in DATABASE_URL.",
    "embedded.no-account":
      "PostgreSQL refuses to run as root, and this system has none of the users beredd, postgres and nobody. Make the user beredd (useradd --system beredd), or start as an ordinary user.",
    "embedded.foreign-data":
      "The database in {path} belongs to another user ({owner}). Start as that user or as root, or choose another data directory with --data.",
    "embedded.not-writable":
      "Cannot write in {path} ({reason}). Mend the permissions, or choose another data directory with --data.",
    "embedded.unreachable":
      "The database in {path} cannot be reached by the system user {account}, because {blocked} is closed to others. Open it (chmod o+x {blocked}), or move the data directory.",
    "embedded.lost":
      "The file {pointer} says that the database lies in {path}, but there is none. Bring that directory back, or remove the file to begin with an empty database.",
    "embedded.other-version":
      "The database in {path} was made by PostgreSQL {found}, but the embedded one is {expected}. Export with the version of Beredd that made it, and read the export into an empty data directory.",
    "embedded.not-created": "The database could not be created in {path}: {reason}",
    "embedded.not-started": "The database in {path} did not start: {reason}",
  },
});

export type EmbeddedFaultCode = keyof (typeof texts)["en"];
