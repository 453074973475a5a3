import { expect, it } from "vitest";
import { sourceNameOf } from "./source-name.ts";

it.each([
  ["topdesk_incidenter_2026-11-02 (1).csv", "topdesk incidenter"],
  ["Ärenden 2023.xlsx", "ärenden"],
  ["servicedesk-20261102.csv", "servicedesk"],
  ["2026-11-02.csv", ""],
  ["avvisade-topdesk.csv", "topdesk"],
])("of %s the source %j is proposed: the same for next month's export", (name, source) => {
  expect(sourceNameOf(name)).toBe(source);
});
