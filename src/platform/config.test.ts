import { describe, expect, test } from "vitest";
import { ConfigError, readConfig } from "./config.ts";
import { defaultGuarding } from "./limits.ts";

describe("what stands between the network and the product", () => {
  test("is as it ships where nothing is said", () => {
    expect(readConfig({}).guarding).toEqual(defaultGuarding);
  });

  test("is configured by names, proxies and limits", () => {
    const { guarding } = readConfig({
      BEREDD_HOSTS: "beredd, beredd.internal",
      BEREDD_TRUSTED_PROXIES: "loopback,172.18.0.0/16,fd00::1",
      BEREDD_LIMITS: "read=10,streams=0",
    });
    expect(guarding.hosts).toEqual(["beredd", "beredd.internal"]);
    expect(guarding.trustedProxies).toEqual(["loopback", "172.18.0.0/16", "fd00::1"]);
    expect(guarding.limits).toMatchObject({ read: 10, streams: 0, write: 300 });
  });

  test.each([
    ["BEREDD_TRUSTED_PROXIES", "everybody"],
    ["BEREDD_TRUSTED_PROXIES", "10.0.0.0/x"],
    ["BEREDD_TRUSTED_PROXIES", "10.0.0.0/33"],
    ["BEREDD_LIMITS", "reads=1"],
    ["BEREDD_LIMITS", "patience=0"],
  ])("is refused before anything listens: %s=%s", (name, value) => {
    expect(() => readConfig({ [name]: value })).toThrow(ConfigError);
    expect(() => readConfig({ [name]: value })).toThrow(name);
  });
});
