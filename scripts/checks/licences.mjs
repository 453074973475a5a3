// Every package of the lock file has a licence that goes with EUPL-1.2. With --list: which they are.
// What only builds and tests may be under these too: nothing of it is handed on.
import { existsSync, readFileSync } from "node:fs";
import { inRoot } from "../lib/root.mjs";
import { report } from "./files.mjs";

/** Permissive ones, the Mozilla licence (for files left as they are) and the fonts' own. */
const allowed = new Set([
  "0BSD",
  "Apache-2.0",
  "BlueOak-1.0.0",
  "BSD-2-Clause",
  "BSD-3-Clause",
  "CC0-1.0",
  "EUPL-1.2",
  "ISC",
  "MIT",
  "MPL-2.0",
  "OFL-1.1",
  "PostgreSQL",
  "Python-2.0",
  "Unlicense",
]);

const { packages } = JSON.parse(readFileSync(inRoot("package-lock.json"), "utf8"));
const nameOf = (place) => place.replace(/^.*node_modules\//, "");

/** The package that names this one among its optional ones: the copies for other platforms say no licence of their own. */
const askedForBy = new Map(
  Object.values(packages).flatMap((entry) =>
    Object.keys(entry.optionalDependencies ?? {}).map((name) => [name, entry]),
  ),
);

function installed(place) {
  const file = inRoot(place, "package.json");
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")).license : undefined;
}

function licenceOf(place, entry) {
  const own = entry.license ?? installed(place);
  if (own !== undefined) return String(own);
  const platform = entry.optional && (entry.os ?? entry.cpu) !== undefined;
  const by = platform ? askedForBy.get(nameOf(place)) : undefined;
  // Our own choice of runtime and database for other platforms: as the copy for this one.
  const sibling = Object.entries(packages).find(
    ([other, { license }]) => license !== undefined && family(nameOf(other)) === family(nameOf(place)),
  );
  return by?.license ?? sibling?.[1].license;
}

const family = (name) =>
  name.replace(/-(?:linux|darwin|win32|win|android|freebsd|openbsd|netbsd|sunos|aix)\b.*$/, "");

/** `(MIT OR CC0-1.0)`, `MIT AND OFL-1.1`: one of the alternatives, all of what is joined. */
function fits(expression) {
  return expression
    .replaceAll(/[()]/g, "")
    .split(/ OR /i)
    .some((alternative) => alternative.split(/ AND /i).every((name) => allowed.has(name.trim())));
}

const all = Object.entries(packages)
  .filter(([place]) => place !== "")
  .map(([place, entry]) => ({
    name: nameOf(place),
    version: entry.version,
    licence: licenceOf(place, entry),
    dev: entry.dev === true,
  }));

if (process.argv.includes("--list")) {
  for (const { name, version, licence, dev } of all.filter(
    (one) => !one.dev || process.argv.includes("--all"),
  ))
    console.log(`${licence ?? "?"}\t${name}@${version}${dev ? "\t(only to build and test)" : ""}`);
} else {
  const findings = all
    .filter(({ licence }) => licence === undefined || !fits(licence))
    .map(
      ({ name, version, licence }) =>
        `${name}@${version}: ${licence ?? "no licence"} is not among the allowed`,
    );
  report(findings, all.length, "packages");
}
