// Nothing committed may know the machine it was written on: not the checkout's place, not what lies
// beside it, nobody's home directory.
import path from "node:path";
import { root } from "../lib/root.mjs";
import { report, repositoryFiles, textOf } from "./files.mjs";

/** Places that every system has and that a document may well name. */
const common = new Set(["/", "/home", "/opt", "/root", "/srv", "/tmp", "/usr/src", "/var/lib"]);

const escaped = (text) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
const below = (directory) => new RegExp(String.raw`(?<![\w.-])${escaped(directory)}/\w`);

const checkout = path.resolve(root);
const places = [checkout, path.dirname(checkout)].filter((place) => !common.has(place));
const patterns = [
  ...places.map(below),
  // "beredd" is the home of the service account that deploy/ makes.
  ...["home", "Users"].map(
    (homes) => new RegExp(String.raw`(?<![\w.])/${homes}/(?!beredd\b)[A-Za-z][\w-]*/`),
  ),
];

const files = repositoryFiles().filter((file) => file !== "package-lock.json");
const findings = files.flatMap((file) =>
  (textOf(file)?.split("\n") ?? []).flatMap((line, index) =>
    patterns.some((pattern) => pattern.test(line))
      ? [`${file}:${index + 1}: names a place on somebody's machine: ${line.trim().slice(0, 100)}`]
      : [],
  ),
);
report(findings, files.length, "files");
