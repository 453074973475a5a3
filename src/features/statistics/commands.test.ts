import { Command } from "commander";
import { beforeAll, describe, expect, test } from "vitest";
import { useHouse } from "../../../test/house.ts";
import { system } from "../../platform/actor.ts";
import { addFiguresCommand } from "./commands.ts";
import { addQuarter } from "./test/ground.ts";

const house = useHouse();
beforeAll(async () => {
  house.clock.set("2023-06-15T12:00:00Z");
  await addQuarter(house.db, house.units);
});

/** What the command says: the value behind --json, and the text for people. */
async function run(...args: string[]): Promise<{ value: unknown; text: string }> {
  const said = { value: null as unknown, text: "" };
  const program = new Command().exitOverride().configureOutput({ writeErr: () => undefined });
  addFiguresCommand(program, {
    runtime: async () => house.runtime,
    actor: system,
    language: "sv",
    requestId: "a command",
    progress: () => undefined,
    print: (value, text) => Object.assign(said, { value, text: text() }),
  });
  await program.parseAsync(["figures", ...args], { from: "user" });
  return said;
}

describe("beredd figures", () => {
  test("shows every figure of the period beside the same of the other", async () => {
    const { value, text } = await run("--period=2023-Q1", "--against=previous");
    expect(value).toMatchObject({ period: { code: "2023-Q1" }, against: { code: "2022-Q4" } });
    const lines = text.split("\n").map((line) => line.split(/ {2,}/u));
    expect(lines).toContainEqual(["Incidenter", "5", "1"]);
    expect(lines).toContainEqual(["Pågående vid periodens slut", "2", "0"]);
  });

  test("splits one figure, narrowed to an area by its name in any case", async () => {
    const { text } = await run("--period=2023-Q1", "--by=service", "--figure=outageMinutes", "--area=hr");
    const lines = text.split("\n").slice(1);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/^Lön .*3/u);
  });

  test("a median says what nine in ten stayed within and how many it rests on", async () => {
    const { text } = await run("--period=2023-Q1");
    expect(text).toMatch(/^Tid till återställning .+ \(90 %: .+, n = \d+\)$/mu);
  });

  test("an area that is none is answered with those there are", async () => {
    await expect(run("--period=2023", "--area=Ingenstans")).rejects.toMatchObject({
      faults: [{ path: "area", sv: expect.stringContaining("HR") }],
    });
  });

  test.each([
    ["a period that is none", ["--period=förr"], "input.invalid"],
    ["a figure that is none", ["--period=2023", "--by=service", "--figure=lycka"], "input.invalid"],
    ["an area that is none", ["--period=2023", "--area=Ingenstans"], "input.invalid"],
    [
      "a figure that nothing would be done with",
      ["--period=2023", "--figure=outageMinutes"],
      "input.invalid",
    ],
  ] as const)("%s is refused", async (_, args, code) => {
    await expect(run(...args)).rejects.toMatchObject({ code });
  });
});
