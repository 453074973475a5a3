/**
 * The address as the router reads it, so that every guard that looks at the path sees the one that will be taken:
 * `/%61pi/v1/…` and `http://host/api/v1/…` both are `/api/v1/…`. Percent-encoded unreserved characters mean the
 * same as the characters themselves (RFC 3986, 6.2.2.2); all others stay as they came.
 */
export function canonicalAddress(address: string): string {
  const target = address.replace(/^https?:\/\/[^/?#]*/iu, "");
  const [path = "", ...query] = target.split("?");
  const plain = path.replace(/%([\da-f]{2})/giu, (encoded, hex: string) => {
    const character = String.fromCharCode(Number.parseInt(hex, 16));
    return /[\w.~-]/u.test(character) ? character : encoded;
  });
  return [plain.startsWith("/") ? plain : `/${plain}`, ...query].join("?");
}
