import { z } from "zod";
import { versionOut, versionSchema } from "../../../shared/lists.ts";

const whole = (most: number, least = 1) => z.coerce.number().int().min(least).max(most);

const fields = {
  keyDaysMax: whole(3_660).meta({ description: "Days that a new API key may hold at most.", example: 365 }),
  breakGlassDays: whole(3_660).meta({ description: "Days that a sealed code holds.", example: 365 }),
  breakGlassMinutes: whole(720, 5).meta({
    description: "Minutes that a session holds that a sealed code opened.",
    example: 60,
  }),
  breakGlassTestMonths: whole(60).meta({
    description: "Months after which somebody should have tried a sealed code.",
    example: 12,
  }),
};

export const accessSettings = z.object({ ...fields, version: versionOut });
export type AccessSettings = z.output<typeof accessSettings>;
export const editAccessSettingsInput = z.object({ ...fields, version: versionSchema });
