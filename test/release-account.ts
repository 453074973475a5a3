/** Who can sign in to the databases that `make-release.ts` makes. */
export const account = { email: "admin@exempelkommun.example", password: "en lång mening duger" };
/** What they are packed with: nothing in them is secret. */
export const PASSPHRASE = "allt i den här filen är påhittat";
