import { BlockList, isIP } from "node:net";
import { AppError } from "../../shared/errors.ts";

/** Networks that nothing from outside may make us ask: ourselves, our neighbours, and what clouds hide there. */
const inside: readonly (readonly [string, number])[] = [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 4],
  ["240.0.0.0", 4],
  ["192.88.99.0", 24],
  // Only 2000::/3 is out there; with it go all the ways in which an IPv6 address carries an IPv4 one.
  ["::", 3],
  ["4000::", 2],
  ["8000::", 1],
  ["2001::", 23],
  ["2001:db8::", 32],
  ["2002::", 16],
  ["3fff::", 20],
];

type Family = "ipv4" | "ipv6";
const familyOf = (address: string): Family => (isIP(address) === 6 ? "ipv6" : "ipv4");

/** An IPv4-mapped address would match a rule for either family; asked by family, so that each rule means one. */
class Networks {
  readonly #lists: Readonly<Record<Family, BlockList>> = { ipv4: new BlockList(), ipv6: new BlockList() };

  add(network: string, prefix: number): void {
    this.#lists[familyOf(network)].addSubnet(network, prefix, familyOf(network));
  }

  holds(address: string): boolean {
    return this.#lists[familyOf(address)].check(address, familyOf(address));
  }
}

const forbidden = new Networks();
for (const [network, prefix] of inside) forbidden.add(network, prefix);

/** Whether an address that a name led to may be asked. */
export function mayAsk(written: string, allowed: readonly string[]): boolean {
  // A zone (`fe80::1%eth0`) says by which card, not where to.
  const address = written.split("%")[0] ?? "";
  if (isIP(address) === 0) return false;
  if (!forbidden.holds(address)) return true;
  const permitted = new Networks();
  for (const entry of allowed) {
    const [network = "", prefix] = entry.split("/");
    const version = isIP(network);
    const widest = version === 6 ? 128 : 32;
    const bits = prefix === undefined ? widest : Number(prefix);
    if (version !== 0 && Number.isInteger(bits) && bits >= 0 && bits <= widest) permitted.add(network, bits);
  }
  return permitted.holds(address);
}

/** The name or address as DNS is asked for it. */
export function hostOf(url: URL): string {
  return url.hostname.replace(/^\[|\]$/g, "").toLowerCase();
}

/** Whether whoever runs the installation named this host, by name or by an address that it is written as. */
export function isNamed(host: string, allowed: readonly string[]): boolean {
  return allowed.some((entry) => entry.toLowerCase() === host) || (isIP(host) !== 0 && named(host, allowed));
}

const named = (host: string, allowed: readonly string[]) => forbidden.holds(host) && mayAsk(host, allowed);

/** https, without a password in the address; plain http only to what is named. Throws `address.refused`. */
export function checkAddress(text: string, allowed: readonly string[]): URL {
  const url = URL.parse(text);
  if (url === null) throw new AppError("address.refused", { params: { host: text.slice(0, 200) } });
  const host = hostOf(url);
  const scheme = url.protocol === "https:" || (url.protocol === "http:" && isNamed(host, allowed));
  const literal = isIP(host) === 0 || isNamed(host, allowed) || mayAsk(host, allowed);
  if (!scheme || !literal || url.username !== "" || url.password !== "")
    throw new AppError("address.refused", { params: { host } });
  return url;
}
