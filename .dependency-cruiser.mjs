// Who may know whom (ARCHITECTURE.md): a room sees the layers before its own, and others only by their doors.

/** Features of one row are strangers to each other; each knows the rows above. */
export const layers = [
  ["organisation"],
  ["access"],
  ["catalogue"],
  ["incidents", "breaches", "duties", "deviations", "changes", "guard", "continuity", "probes"],
  ["notices", "intake", "imports", "statistics"],
  ["status-page", "reports", "situation"],
  ["search"],
];
const feature = (names) => `^src/features/(?:${names.join("|")})/`;
const shells = "^src/(?:workflows|http|cli)/|^src/main\\.ts$";
const readByTheBrowser = [
  "^src/features/[^/]+/(?:contract|texts)\\.ts$",
  "^src/features/[^/]+/[^/]+\\.texts\\.ts$",
];
const inWeb = "^src/web/|^src/features/[^/]+/web/";

const upwards = layers.flatMap((names, index) => {
  const later = layers.slice(index + 1).flat();
  return names.map((name) => ({
    name: `${name}-knows-only-what-is-before-it`,
    severity: "error",
    from: { path: feature([name]) },
    to: { path: feature([...later, ...names.filter((other) => other !== name)]) },
  }));
});

const rules = [
  {
    name: "shared-knows-nothing",
    severity: "error",
    from: { path: "^src/shared/" },
    to: { path: "^src/(?!shared/)" },
  },
  {
    name: "platform-knows-no-feature",
    severity: "error",
    from: { path: "^src/platform/" },
    to: { path: "^src/(?!shared/|platform/)" },
  },
  {
    name: "features-know-no-shell",
    severity: "error",
    from: { path: "^src/features/(?!.*/web/)" },
    to: { path: `${shells}|^src/web/` },
  },
  {
    name: "workflows-know-no-shell",
    severity: "error",
    from: { path: "^src/workflows/" },
    to: { path: "^src/(?:http|cli|web)/|^src/main\\.ts$" },
  },
  {
    name: "http-and-cli-are-strangers",
    severity: "error",
    from: { path: "^src/http/" },
    to: { path: "^src/(?:cli|web)/" },
  },
  {
    name: "a-feature-is-entered-by-its-door",
    comment: "index.ts and contract.ts (and the texts); foreign SQL through published read views only",
    severity: "error",
    from: { path: "^src/features/([^/]+)/" },
    to: {
      path: "^src/features/[^/]+/",
      pathNot: ["^src/features/$1/", "^src/features/[^/]+/(?:index|contract|texts)\\.ts$"],
    },
  },
  {
    name: "a-shell-enters-by-the-shells-doors",
    severity: "error",
    from: { path: shells },
    to: {
      path: "^src/features/[^/]+/",
      pathNot: "^src/features/[^/]+/(?:index|contract|texts|routes|commands|jobs)\\.ts$",
    },
  },
  {
    name: "the-browser-sees-contracts-and-texts",
    severity: "error",
    from: { path: "^src/features/([^/]+)/web/" },
    to: {
      path: "^src/",
      pathNot: [
        "^src/(?:shared|web)/",
        "^src/features/$1/web/",
        "^src/features/$1/[^/]+\\.texts\\.ts$",
        "^src/features/[^/]+/(?:contract|texts)\\.ts$",
        "^src/features/[^/]+/contract/",
      ],
    },
  },
  {
    name: "the-web-shell-mounts-web-folders",
    severity: "error",
    from: { path: "^src/web/" },
    to: {
      path: "^src/",
      pathNot: [
        "^src/(?:shared|web)/",
        "^src/features/[^/]+/web/",
        "^src/features/[^/]+/(?:contract|texts)\\.ts$",
      ],
    },
  },
  {
    name: "the-server-never-imports-the-web",
    severity: "error",
    from: { path: "^src/", pathNot: inWeb },
    to: { path: inWeb },
  },
  {
    name: "what-the-browser-reads-needs-no-node",
    severity: "error",
    from: { path: ["^src/shared/", ...readByTheBrowser, inWeb] },
    to: { dependencyTypes: ["core"] },
  },
  {
    name: "contracts-reach-no-server",
    comment: "the browser reads contracts and texts, and all that they stand on",
    severity: "error",
    from: { path: readByTheBrowser },
    to: {
      path: "^src/(?:platform|http|cli|workflows)/|/queries[^/]*\\.ts$|^node_modules/(?:pg|kysely|fastify|pino)/|^(?:fs|path|crypto|os|stream|zlib|child_process|worker_threads)(?:/|$)",
      reachable: true,
    },
  },
  {
    name: "no-cycle",
    severity: "error",
    from: { path: "^src/", pathNot: inWeb },
    // Types alone may point back: they are gone before anything runs.
    to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
  },
  {
    name: "nothing-unresolved",
    severity: "error",
    from: { path: "^src/" },
    to: { couldNotResolve: true, pathNot: "\\.css$|\\?" },
  },
];

export default {
  forbidden: [...upwards, ...rules],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "\\.test\\.tsx?$" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default", "types"],
      extensions: [".ts", ".tsx", ".mjs", ".js", ".json", ".d.ts"],
    },
  },
};
