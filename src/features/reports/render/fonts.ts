import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

const require = createRequire(import.meta.url);

const folder = dirname(require.resolve("@expo-google-fonts/source-sans-3/package.json"));

const regular = join(folder, "400Regular", "SourceSans3_400Regular.ttf");
const semiBold = join(folder, "600SemiBold", "SourceSans3_600SemiBold.ttf");

/** The same files draw the charts and set the PDF, so that both look alike and nothing is fetched. */
export const chartFontFiles = [regular, semiBold];

export const fontFiles = [
  ...chartFontFiles,
  join(folder, "400Regular_Italic", "SourceSans3_400Regular_Italic.ttf"),
];

let webFont: string | undefined;

/** Source Sans 3 for a page that may not fetch anything, as a data URI. */
export function webFontDataUri(): string {
  webFont ??= `data:font/woff2;base64,${readFileSync(
    require.resolve("@fontsource-variable/source-sans-3/files/source-sans-3-latin-wght-normal.woff2"),
  ).toString("base64")}`;
  return webFont;
}
