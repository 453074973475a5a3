let musl;

/** Alpine and its kind: programs linked against glibc do not run there. */
export function isMusl() {
  if (process.platform !== "linux") return false;
  if (musl === undefined) {
    // Without this the report looks up the name of every open connection.
    process.report.excludeNetwork = true;
    musl = !process.report.getReport().header.glibcVersionRuntime;
  }
  return musl;
}
