import { z } from "zod";
import { parseDate } from "./local-time.ts";

/** Form fields hold texts; these shapes make of them what the API takes. An empty field arrives as undefined. */
export const optionalText = z
  .string()
  .trim()
  .optional()
  .transform((text) => text ?? "");

export const optionalChoice = z
  .string()
  .nullable()
  .optional()
  .transform((value) => value ?? null);

const wholeNumber = { sv: "Skriv ett heltal.", en: "Write a whole number." };

export const optionalNumber = z
  .union([z.string(), z.number()])
  .nullable()
  .optional()
  .transform((value, context) => {
    const text = String(value ?? "").replaceAll(/[\s\u00a0]/gu, "");
    if (text === "") return null;
    if (/^\d{1,9}$/u.test(text)) return Number(text);
    context.addIssue({ code: "custom", params: wholeNumber });
    return z.NEVER;
  });

const isoDay = { sv: "Skriv datum som 2023-04-12.", en: "Write the date as 2023-04-12." };

export const optionalDate = z
  .string()
  .nullable()
  .optional()
  .transform((value, context) => {
    if (!value) return null;
    const day = parseDate(value);
    if (day !== null) return day.toString();
    context.addIssue({ code: "custom", params: isoDay });
    return z.NEVER;
  });
