import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { describe, expect, test } from "vitest";
import { normalise } from "./recovery-codes.ts";
import { codeAt, newSecret, stepOfCode, toScan } from "./totp.ts";

const NOW = "2023-04-12T12:00:00Z";
const at = (seconds: number) => Temporal.Instant.from(NOW).add({ seconds }).toString();

describe("a code of the app", () => {
  test("is the one that every other app shows (RFC 6238)", () => {
    // "12345678901234567890" in base32; the last six digits of the RFC's eight.
    const secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
    expect(codeAt(secret, "1970-01-01T00:00:59Z")).toBe("287082");
    expect(codeAt(secret, "2005-03-18T01:58:29Z")).toBe("081804");
    expect(codeAt(secret, "2033-05-18T03:33:20Z")).toBe("279037");
  });

  test("is taken half a minute around its time, and belongs to one step whenever it is typed", () => {
    const secret = newSecret();
    const code = codeAt(secret, NOW);
    const step = stepOfCode(secret, code, NOW);
    expect(step).toBe(Temporal.Instant.from(NOW).epochMilliseconds / 30_000);
    expect([stepOfCode(secret, code, at(-30)), stepOfCode(secret, code, at(59))]).toEqual([step, step]);
    expect([stepOfCode(secret, code, at(-31)), stepOfCode(secret, code, at(60))]).toEqual([null, null]);
  });

  test("of another secret is none", () => {
    expect(stepOfCode(newSecret(), "abcdef", NOW)).toBeNull();
    expect(stepOfCode(newSecret(), "", NOW)).toBeNull();
  });
});

test("what is scanned names the organisation and the account, and is a picture of our own making", () => {
  const scan = toScan("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", "lead@test.example", "Testkommun");
  expect(scan.uri).toContain("otpauth://totp/Beredd%20Testkommun:lead%40test.example?");
  expect(scan.uri).toContain("secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
  expect(scan.secret).toBe("GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ");
  const [kind, body = ""] = scan.picture.split(",");
  expect(kind).toBe("data:image/svg+xml;base64");
  expect(Buffer.from(body, "base64").toString()).toMatch(/^<svg/);
});

test("a printed code is read as people type it", () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[0-9A-HJKMNP-TV-Z]{16}$/), (code) => {
      const typed = code.replace(/(.{4})/g, "$1- ").toLowerCase();
      expect(normalise(typed.replace(/0/g, "o").replace(/1/g, "l"))).toBe(code);
    }),
  );
});
