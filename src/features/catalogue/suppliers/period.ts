import { AppError } from "../../../shared/errors.ts";

/** Throws `input.invalid` for a period that ends before it begins. */
export function refuseBackwards(validFrom: string | null, validTo: string | null): void {
  if (validFrom === null || validTo === null || validFrom <= validTo) return;
  throw new AppError("input.invalid", {
    faults: [{ path: "validTo", sv: "Slutar före den börjar.", en: "Ends before it begins." }],
  });
}
