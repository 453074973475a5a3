/** What one process takes from one side in a minute, and what it holds open. 0 means without limit. */
export interface Limits {
  /** A person's or a key's requests a minute, by what they cost. */
  read: number;
  search: number;
  write: number;
  /** Files out and in, reports. */
  heavy: number;
  /** Requests a minute from one address (an IPv6 network of 64 bits) that show no session that holds. */
  anonymous: number;
  /** Event streams that one person or key holds open. */
  streams: number;
  /** Seconds in which the headers, and a body that is not a file, are to be here. */
  patience: number;
}

/** What stands between the network and the product. */
export interface Guarding {
  limits: Limits;
  /** Names beside the public address's under which we may be asked. */
  hosts: readonly string[];
  /** Addresses and networks whose word on the client's address is taken. */
  trustedProxies: readonly string[];
}

/** Far above what people and their pages do; see docs/adr/0010-limits.md. */
export const defaultLimits: Limits = {
  read: 1_200,
  search: 300,
  write: 300,
  heavy: 60,
  anonymous: 3_000,
  streams: 20,
  patience: 30,
};

export const defaultGuarding: Guarding = { limits: defaultLimits, hosts: [], trustedProxies: ["loopback"] };

const names: readonly string[] = Object.keys(defaultLimits);

/** Reads `read=600,streams=0`. Throws an Error that names the fault. */
export function readLimits(text: string): Limits {
  const limits: Limits = { ...defaultLimits };
  for (const part of text.split(",").map((one) => one.trim())) {
    if (part === "") continue;
    const [, name = "", number = ""] = /^([a-z]+)\s*=\s*(\d{1,7})$/u.exec(part) ?? [];
    if (!isLimit(name))
      throw new Error(`"${part}" is none of ${names.map((one) => `${one}=NUMBER`).join(", ")}`);
    limits[name] = Number(number);
  }
  if (limits.patience === 0) throw new Error("patience is a number of seconds from 1");
  return limits;
}

function isLimit(name: string): name is keyof Limits {
  return names.includes(name);
}
