// SECURITY.md answers each point by a test or a reason. A test that it names must be there, and so must the
// title that it quotes: `src/x.test.ts` "the title". A path that ends in / stands for what is under it.
import { existsSync } from "node:fs";
import { inRoot } from "../lib/root.mjs";
import { report, textOf } from "./files.mjs";

const document = textOf("SECURITY.md") ?? "";
const cited = [...document.matchAll(/`((?:src|test|e2e|scripts)\/[\w./-]+)`(?:\s+“([^”]+)”)?/g)];
const plain = (text) => text.replaceAll(/\s+/g, " ").replaceAll('\\"', '"');

const findings = cited.flatMap(([, file, title]) => {
  if (!existsSync(inRoot(file))) return [`SECURITY.md names ${file}, which is not there`];
  if (title === undefined) return [];
  const holds = plain(textOf(file) ?? "").includes(plain(title));
  return holds ? [] : [`SECURITY.md quotes “${title}”, which ${file} does not have`];
});

/** Each line of the tables has an answer. */
const rows = document.split("\n").filter((line) => /^\| V\d/.test(line));
for (const row of rows) {
  const answer = row.split("|").at(-2)?.trim() ?? "";
  if (answer.length < 10) findings.push(`SECURITY.md leaves a point without an answer: ${row.slice(0, 60)}`);
}
report(findings, Math.min(cited.length, rows.length), "tests in SECURITY.md");
