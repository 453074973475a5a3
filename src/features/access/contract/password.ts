import { z } from "zod";
import { instantOut } from "../../../shared/time.ts";
import { passwordSchema } from "./people.ts";

export const changePasswordInput = z.object({
  current: z.string().max(1_000).default("").meta({
    description: "The present password; left out where there is none.",
    example: "en gammal mening",
  }),
  password: passwordSchema,
});
export const offeredReset = z.object({
  link: z.string().meta({
    description: "The link to hand over; a path where no public address is configured. Told only now.",
    example: "https://beredd.exempelkommun.example/new-password#kod",
  }),
  endsAt: instantOut.meta({ description: "Until when it is taken." }),
});
export type OfferedReset = z.output<typeof offeredReset>;
export const takeResetInput = z.object({
  code: z
    .string()
    .min(20)
    .max(100)
    .meta({ description: "What stands behind the # in the link.", example: "b2xkIGxpbmtzIGFyZSBkZWFk" }),
  password: passwordSchema,
});
export type TakeReset = z.output<typeof takeResetInput>;
