import { isIP } from "node:net";
import { resolve } from "node:path";
import { z } from "zod";
import { readLimits, type Guarding } from "./limits.ts";
import type { Reach } from "./reach.ts";

/** Several values in one variable, between commas. */
const listOf = (text: string) =>
  text
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");

const limits = z.string().transform((text, context) => {
  try {
    return readLimits(text);
  } catch (error) {
    context.addIssue({ code: "custom", message: error instanceof Error ? error.message : String(error) });
    return z.NEVER;
  }
});

const isNetwork = (text: string) => {
  const [address = "", prefix = "0"] = text.split("/");
  const version = isIP(address);
  return version !== 0 && /^\d{1,3}$/u.test(prefix) && Number(prefix) <= (version === 6 ? 128 : 32);
};

const environment = z.object({
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  DATABASE_MIGRATE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  BEREDD_DATA: z.string().min(1).default("data"),
  BEREDD_HOST: z.string().min(1).default("127.0.0.1"),
  BEREDD_PORT: z.coerce.number().int().min(0).max(65_535).default(8377),
  BEREDD_PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  BEREDD_LOG_LEVEL: z.enum(["debug", "info", "warn", "error", "silent"]).default("info"),
  BEREDD_IMPORT_FOLDERS: z.string().default(""),
  BEREDD_ALLOWED_ADDRESSES: z.string().default(""),
  BEREDD_POOL: z.coerce.number().int().min(2).max(200).default(10),
  BEREDD_HOSTS: z.string().default(""),
  BEREDD_TRUSTED_PROXIES: z
    .string()
    .default("loopback")
    .transform(listOf)
    .refine((all) => all.every((one) => one === "loopback" || isNetwork(one)), {
      message: "name addresses and networks (10.1.2.3, 10.1.0.0/16) or loopback, between commas",
    }),
  BEREDD_LIMITS: limits.prefault(""),
  BEREDD_BACKUP_FOLDER: z.string().min(1).optional(),
  BEREDD_BACKUP_RECIPIENT: z.string().default("").transform(listOf),
  BEREDD_BACKUP_TIME: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, "a time of day: 02:30")
    .default("02:30"),
  BEREDD_BACKUP_KEEP: z.coerce.number().int().min(1).max(1_000).default(14),
});

export interface Config {
  /** The serving connection; null means: our own PostgreSQL in `dataDir`. */
  databaseUrl: string | null;
  /** The migrating connection of an external database; the serving one where it is not given. */
  migrateUrl: string | null;
  dataDir: string;
  host: string;
  /** 0 lets the system choose. */
  port: number;
  /** The address that people use; decides whether cookies are Secure. Null: what is listened on. */
  publicUrl: string | null;
  logLevel: "debug" | "info" | "warn" | "error" | "silent";
  /** What the product may reach beyond itself. */
  reach: Reach;
  /** Connections that requests may hold at once. */
  poolSize: number;
  /** What stands between the network and the product. */
  guarding: Guarding;
  /** Backups by the clock; null where no folder is named. */
  backups: BackupPlan | null;
}

export interface BackupPlan {
  folder: string;
  /** Public keys (age1…): whoever runs the product need not be able to open its backups. */
  recipients: readonly string[];
  /** Time of day in the organisation's zone. */
  time: string;
  /** How many are kept; older ones are removed. */
  keep: number;
}

function planOf(value: z.output<typeof environment>): BackupPlan | null {
  const { BEREDD_BACKUP_FOLDER: folder, BEREDD_BACKUP_RECIPIENT: recipients } = value;
  if (folder === undefined) return null;
  if (recipients.length === 0 || recipients.some((key) => !key.startsWith("age1"))) {
    throw new ConfigError([
      "BEREDD_BACKUP_RECIPIENT: name a public key (age1…), as `beredd keys backup-key` makes it",
    ]);
  }
  const { BEREDD_BACKUP_TIME: time, BEREDD_BACKUP_KEEP: keep } = value;
  return { folder: resolve(folder), recipients, time, keep };
}

/** Every fault in the configuration at once, in words for the one who starts the program. */
export class ConfigError extends Error {
  readonly faults: string[];
  constructor(faults: string[]) {
    super(
      `The configuration has ${faults.length} fault(s):\n${faults.map((fault) => `  ${fault}`).join("\n")}`,
    );
    this.name = "ConfigError";
    this.faults = faults;
  }
}

/** Reads the configuration once. Throws a ConfigError that lists every fault. */
export function readConfig(env: Record<string, string | undefined>): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ""));
  const parsed = environment.safeParse(given);
  if (!parsed.success) {
    throw new ConfigError(parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`));
  }
  const value = parsed.data;
  return {
    databaseUrl: value.DATABASE_URL ?? null,
    migrateUrl: value.DATABASE_MIGRATE_URL ?? value.DATABASE_URL ?? null,
    dataDir: resolve(value.BEREDD_DATA),
    host: value.BEREDD_HOST,
    port: value.BEREDD_PORT,
    publicUrl: value.BEREDD_PUBLIC_URL ?? null,
    logLevel: value.BEREDD_LOG_LEVEL,
    reach: {
      importFolders: listOf(value.BEREDD_IMPORT_FOLDERS).map((folder) => resolve(folder)),
      allowedAddresses: listOf(value.BEREDD_ALLOWED_ADDRESSES),
    },
    backups: planOf(value),
    poolSize: value.BEREDD_POOL,
    guarding: {
      limits: value.BEREDD_LIMITS,
      hosts: listOf(value.BEREDD_HOSTS),
      trustedProxies: value.BEREDD_TRUSTED_PROXIES,
    },
  };
}
