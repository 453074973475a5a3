import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { exampleFiles } from "../../examples/exempelkommun/make.ts";

const folder = join(import.meta.dirname, "../../examples/exempelkommun");

test("the example's files are those that make.ts makes", () => {
  for (const [name, content] of Object.entries(exampleFiles()))
    expect({ name, same: readFileSync(join(folder, name), "utf8") === content }).toEqual({
      name,
      same: true,
    });
});
