import { randomBytes } from "node:crypto";
import { readFile, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { useFolder } from "../../test/folder.ts";
import { loadKeyring, makeKeyring } from "./keyring.ts";

const folder = useFolder();
const key = () => randomBytes(32);

describe("what is encrypted", () => {
  test("comes back whole, and lies nowhere in clear", () => {
    const keyring = makeKeyring(key());
    fc.assert(
      fc.property(fc.string({ minLength: 8 }), (text) => {
        const stored = keyring.encrypt(text, "a");
        expect(keyring.decrypt(stored, "a")).toBe(text);
        expect(stored).not.toContain(text);
        expect(keyring.encrypt(text, "a")).not.toBe(stored);
      }),
    );
  });

  test("cannot be moved to somebody else, altered, or read with another key", () => {
    const keyring = makeKeyring(key());
    const stored = keyring.encrypt("hemligt", "second-factor:1");
    const altered = `${stored.slice(0, -2)}${stored.endsWith("A") ? "B" : "A"}${stored.slice(-1)}`;
    const refused = expect.objectContaining({ code: "secret.unreadable" });
    expect(() => keyring.decrypt(stored, "second-factor:2")).toThrow(refused);
    expect(() => keyring.decrypt(altered, "second-factor:1")).toThrow(refused);
    expect(() => makeKeyring(key()).decrypt(stored, "second-factor:1")).toThrow(refused);
    for (const broken of ["", "1", "1..", "2.x.y", "hemligt"])
      expect(() => keyring.decrypt(broken, "a")).toThrow(refused);
  });
});

describe("the keys of an installation", () => {
  test("are made once, for their owner alone, and are the same for processes that start at once", async () => {
    const [one, other] = await Promise.all([loadKeyring(folder.path), loadKeyring(folder.path)]);
    expect(other.decrypt(one.encrypt("hemligt", "a"), "a")).toBe("hemligt");
    expect((await stat(join(folder.path, "secrets.key"))).mode & 0o077).toBe(0);
  });

  test("can be changed: the new one closes, the one before still opens what it closed", async () => {
    const before = await loadKeyring(folder.path);
    const stored = before.encrypt("hemligt", "a");
    const old = await readFile(join(folder.path, "secrets.key"), "utf8");
    await rm(join(folder.path, "secrets.key"));
    const after = await loadKeyring(folder.path);
    expect(await readFile(join(folder.path, "secrets.key"), "utf8")).not.toBe(old);
    expect(after.decrypt(stored, "a")).toBe("hemligt");
    expect(() => before.decrypt(after.encrypt("nytt", "a"), "a")).toThrow("secret.unreadable");
  });
});
