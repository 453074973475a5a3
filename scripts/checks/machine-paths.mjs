// Nothing committed may know the machine it was written on.
import { report, repositoryFiles, textOf } from "./files.mjs";

// In pieces, so that this file is not its own finding.
const patterns = [
  {
    what: "a home directory",
    pattern: new RegExp(`(?<![\\w.])/${"home"}/(?!beredd\\b|\\w+\\b(?=["'\`]?\\)? is))[a-z][\\w-]+/`),
  },
  { what: "a home directory", pattern: new RegExp(`(?<![\\w.])/${"Users"}/[A-Za-z][\\w-]+/`) },
  { what: "a workplace", pattern: new RegExp(`(?<![\\w.-])/${"work"}/\\w+`) },
  { what: "a scratch directory", pattern: new RegExp(`(?<![\\w.])/${"tmp"}/h\\d+\\b`) },
];

const files = repositoryFiles().filter((file) => file !== "package-lock.json");
const findings = files.flatMap((file) =>
  (textOf(file)?.split("\n") ?? []).flatMap((line, index) =>
    patterns
      .filter(({ pattern }) => pattern.test(line))
      .map(({ what }) => `${file}:${index + 1}: names ${what}: ${line.trim().slice(0, 100)}`),
  ),
);
report(findings, files.length, "files");
