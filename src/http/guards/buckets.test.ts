import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { defaultLimits, readLimits } from "../../platform/limits.ts";
import { Buckets } from "./buckets.ts";
import { networkOf } from "./rates.ts";

describe("a token bucket", () => {
  test("gives in any stretch of time a minute's worth and what flowed in since, and never more", () => {
    const steps = fc.array(
      fc.record({ wait: fc.integer({ min: 0, max: 20_000 }), cost: fc.integer({ min: 1, max: 5 }) }),
      {
        maxLength: 200,
      },
    );
    fc.assert(
      fc.property(fc.integer({ min: 5, max: 600 }), steps, (perMinute, all) => {
        let now = 0;
        let given = 0;
        const buckets = new Buckets(() => now);
        for (const { wait, cost } of all) {
          now += wait;
          if (buckets.take("key", perMinute, cost) === 0) given += cost;
          expect(given).toBeLessThanOrEqual(perMinute + (now / 60_000) * perMinute + 1e-6);
        }
      }),
    );
  });

  test("says when it is worth asking again, and then gives", () => {
    let now = 0;
    const buckets = new Buckets(() => now);
    for (let taken = 0; taken < 60; taken += 1) expect(buckets.take("key", 60)).toBe(0);
    const seconds = buckets.take("key", 60, 10);
    expect(seconds).toBe(10);
    now += seconds * 1000;
    expect(buckets.take("key", 60, 10)).toBe(0);
    expect(buckets.take("other", 60)).toBe(0);
  });

  test("a cost above a whole minute's worth can still be paid", () => {
    const buckets = new Buckets(() => 0);
    expect(buckets.take("key", 3, 5)).toBe(0);
    expect(buckets.take("key", 3, 5)).toBe(60);
  });

  test("remembers only so many keys, however many ask", () => {
    const buckets = new Buckets(() => 0, 100);
    for (let key = 0; key < 1_000; key += 1) buckets.take(`key ${key}`, 60);
    expect(buckets.size).toBe(100);
  });
});

describe("the limits' configuration", () => {
  test("changes what it names and leaves the rest", () => {
    expect(readLimits("")).toEqual(defaultLimits);
    expect(readLimits("read=10, streams = 0")).toEqual({ ...defaultLimits, read: 10, streams: 0 });
  });

  test.each(["reads=1", "read", "read=-1", "read=1.5", "read=1;write=2", "__proto__=1"])(
    "refuses %s, and says what it takes",
    (text) => {
      expect(() => readLimits(text)).toThrow(/read=NUMBER/u);
    },
  );
});

test("somebody is always waited for only so long", () => {
  expect(() => readLimits("patience=0")).toThrow(/patience/u);
});

describe("an address counts", () => {
  test.each([
    ["192.0.2.7", "192.0.2.7"],
    ["::ffff:192.0.2.7", "::ffff:192.0.2.7"],
    ["2001:db8:0:1:aaaa::1", "2001:db8:0:1::/64"],
    ["2001:0DB8:0000:0001:0000:0000:0000:0002", "2001:db8:0:1::/64"],
    ["2001:db8::1", "2001:db8:0:0::/64"],
    ["::1", "0:0:0:0::/64"],
    ["fe80::1%eth0", "fe80:0:0:0::/64"],
  ])("%s as %s", (address, network) => {
    expect(networkOf(address)).toBe(network);
  });
});
