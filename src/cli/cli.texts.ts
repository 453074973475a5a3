import { defineTexts } from "../shared/texts.ts";

/** What the commands say that no feature brings. */
export const cliTexts = defineTexts({
  sv: {
    "example.file": "Exemplet: fil {number} av {of}, {file}",
    "example.in":
      "Exemplet är inläst: {files, plural, one {en fil} other {# filer}}, {records, number} poster, {rejected, plural, =0 {inga rader avvisade} one {en rad avvisad} other {# rader avvisade}}.",
    "serve.data": "Data",
    "serve.sign-ins": "Exempelkonton",
    "serve.sign-ins.where": "bara på den här maskinen (loopback)",
    "serve.password": "Lösenord för alla",
    "serve.empty": "Börja tomt",
    "serve.empty.how": "npm start -- --empty --data EN_ANNAN_MAPP",
    "serve.own": "Egen PostgreSQL",
    "serve.own.how": "DATABASE_URL=postgres://användare:lösenord@värd/databas npm start",
    "serve.stop": "Avsluta",
    "serve.stopping": "Avslutar …",
    "migrate.done": "Databasen är uppdaterad: {place}",
  },
  en: {
    "example.file": "The example: file {number} of {of}, {file}",
    "example.in":
      "The example is in: {files, plural, one {one file} other {# files}}, {records, number} records, {rejected, plural, =0 {no rows rejected} one {one row rejected} other {# rows rejected}}.",
    "serve.data": "Data",
    "serve.sign-ins": "Example sign-ins",
    "serve.sign-ins.where": "offered on this machine only (loopback)",
    "serve.password": "Password for each",
    "serve.empty": "Start empty",
    "serve.empty.how": "npm start -- --empty --data ANOTHER_FOLDER",
    "serve.own": "Your own PostgreSQL",
    "serve.own.how": "DATABASE_URL=postgres://user:password@host/database npm start",
    "serve.stop": "Stop",
    "serve.stopping": "Stopping …",
    "migrate.done": "The database is up to date: {place}",
  },
});
