import { z } from "zod";
import { instantOut } from "../../../shared/time.ts";
import { personView } from "./people.ts";

export const signInInput = z.object({
  email: z
    .string()
    .trim()
    .max(254)
    .meta({ description: "The sign-in name.", example: "lead@exempelkommun.example" }),
  password: z.string().max(1_000).meta({ description: "The password.", example: "en lång mening duger" }),
});

export const signedIn = z.object({ token: z.string(), endsAt: instantOut, person: personView });
