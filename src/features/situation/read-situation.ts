import { z } from "zod";
import { query } from "../../platform/verb/query.ts";
import { situationView } from "./contract.ts";
import { countOpen, whatIsKnown } from "./queries.ts";

export const readSituation = query({
  name: "situation.read",
  summary: "Shows how many incidents are open, by priority.",
  http: { method: "GET", path: "/situation" },
  needs: "incident:read",
  input: z.object({}),
  output: situationView,
  async run({ db, sees }) {
    const [open, known] = await Promise.all([countOpen(db, sees), whatIsKnown(db, sees)]);
    return { open, known };
  },
});
