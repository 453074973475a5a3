// The lock file must name every platform's packages, or `npm ci` refuses it (and a Mac gets none).
// A registry mirror that carries only some platforms makes npm leave the others out: with --write
// they are put back, exactly versioned by the package that asks for them, without integrity, which
// npm fills in when it next installs from a registry that has them.
import { readFileSync, writeFileSync } from "node:fs";
import { inRoot } from "../lib/root.mjs";
import { report } from "./files.mjs";

const file = inRoot("package-lock.json");
const lock = JSON.parse(readFileSync(file, "utf8"));

const systems = [
  "aix",
  "android",
  "darwin",
  "freebsd",
  "linux",
  "netbsd",
  "openbsd",
  "openharmony",
  "sunos",
  "win32",
];
const processors = [
  "arm64",
  "ia32",
  "loong64",
  "mips64el",
  "ppc64",
  "riscv64",
  "s390x",
  "x64",
  "wasm32",
  "arm",
];

/** `@oxlint/binding-linux-x64-musl` → os linux, cpu x64, libc musl. */
function platformOf(name) {
  const words = name.split("/").at(-1).split("-");
  const os = systems.find((system) => words.includes(system));
  const cpu = processors.find((processor) => words.includes(processor));
  const libc = words.some((word) => word.startsWith("musl"))
    ? "musl"
    : words.includes("gnu")
      ? "glibc"
      : undefined;
  return {
    ...(os && { os: [os] }),
    ...(cpu && { cpu: [cpu] }),
    ...(os === "linux" && libc && { libc: [libc] }),
  };
}

function found(place, name) {
  for (let at = place; ; at = at.replace(/(?:^|\/)node_modules\/(?:@[^/]+\/)?[^/]+$/, "")) {
    if (lock.packages[`${at === "" ? "" : `${at}/`}node_modules/${name}`]) return true;
    if (at === "") return false;
  }
}

const missing = Object.entries(lock.packages).flatMap(([place, entry]) =>
  Object.entries(entry.optionalDependencies ?? {})
    .filter(([name]) => !found(place, name))
    .map(([name, version]) => ({ name, version, by: entry })),
);

if (process.argv.includes("--write")) {
  for (const { name, version, by } of missing) {
    const platform = platformOf(name);
    if (!/^\d+\.\d+\.\d+/.test(version) || Object.keys(platform).length === 0) continue;
    lock.packages[`node_modules/${name}`] = {
      version,
      ...platform,
      ...(by.dev && { dev: true }),
      optional: true,
    };
  }
  const sorted = Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1));
  lock.packages = Object.fromEntries(sorted);
  writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
} else {
  const findings = missing.map(
    ({ name, version }) =>
      `package-lock.json lacks ${name}@${version}: run node scripts/checks/lock-file.mjs --write`,
  );
  report(findings, Object.keys(lock.packages).length, "packages");
}
