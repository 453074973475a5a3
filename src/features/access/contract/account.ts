import { z } from "zod";
import { idSchema } from "../../../shared/lists.ts";
import { sessionItem } from "./sessions.ts";

export const onePersonInput = z.object({ personId: idSchema });

/** How another person signs in, for those who look after people's access: what there is, and nothing of it. */
export const personSignIn = z.object({
  personId: idSchema,
  hasPassword: z.boolean().meta({ description: "Whether there is a password.", example: true }),
  passkeys: z.number().int().meta({ description: "Passkeys.", example: 1 }),
  hasSecondFactor: z.boolean().meta({ description: "Whether there is an authenticator app.", example: true }),
  needsSecondFactor: z
    .boolean()
    .meta({ description: "Whether a role asks for a second factor.", example: true }),
  providers: z
    .array(z.string())
    .meta({ description: "The identity providers that know the person.", example: ["Kommunens inloggning"] }),
  sessions: z.array(sessionItem).meta({ description: "Where the person is signed in, the last used first." }),
});
export type PersonSignIn = z.output<typeof personSignIn>;
