// A document that cites a file which is gone misleads: every path in the documents must exist.
import { existsSync } from "node:fs";
import path from "node:path";
import { inRoot } from "../lib/root.mjs";
import { report, repositoryFiles, textOf } from "./files.mjs";

const rooms = "src|test|scripts|migrations|docs|deploy|examples|bench|e2e|\\.ci";
const cited = new RegExp(`\`((?:${rooms})/[\\w./@-]+)\``, "g");
const linked = /\]\((?!https?:|mailto:|#)([^)\s#]+)(?:#[^)]*)?\)/g;

/** Code blocks show trees and commands, which name files that need not stand yet. */
function prose(text) {
  return text.replaceAll(/^```[\s\S]*?^```/gm, "");
}

function missingIn(file) {
  const text = prose(textOf(file) ?? "");
  const fromRoot = [...text.matchAll(cited)]
    .map(([, name]) => name)
    .filter((name) => !/[<*…]|NNNN/.test(name));
  const fromHere = [...text.matchAll(linked)].map(([, name]) =>
    path.join(path.dirname(file), decodeURI(name)),
  );
  return [...fromRoot, ...fromHere].filter((name) => !existsSync(inRoot(name)));
}

const documents = repositoryFiles().filter(
  (file) => file.endsWith(".md") && !file.startsWith("bench/results/"),
);
const findings = documents.flatMap((file) =>
  missingIn(file).map((name) => `${file}: cites ${name}, which does not exist`),
);
report(findings, documents.length, "documents");
