import { expect, test } from "vitest";
import { composeReport } from "../../compose.ts";
import { sampleReport } from "../../test/sample-report.ts";
import { has, readWith, run } from "../../test/tools.ts";
import { drawnCharts } from "../drawn-charts.ts";
import { renderDocx } from "./render.ts";

test("LibreOffice reads that the sample says what the model says, missing figures included", async (context) => {
  if (!has("soffice")) context.skip("no LibreOffice on this machine");
  const bytes = await renderDocx(composeReport(sampleReport()), drawnCharts("sv"));
  const text = readWith(bytes, "docx", (file, folder) => {
    const profile = `-env:UserInstallation=file://${folder}/profile`;
    run(
      "soffice",
      "--headless",
      profile,
      "--convert-to",
      "txt:Text (encoded):UTF8",
      "--outdir",
      folder,
      file,
    );
    return run("cat", `${folder}/report.txt`);
  });
  expect(text.replaceAll("\u00a0", " ")).toContain(
    "registrerades 1 003 incidenter, 247 fler än under första kvartalet 2022 (+33 %).",
  );
  expect(text).toContain("Mediantid till återställning under första kvartalet 2023: uppgift saknas");
  expect(text).toContain("Visma Recruit");
}, 120_000);
