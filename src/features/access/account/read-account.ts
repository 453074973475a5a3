import { z } from "zod";
import { query } from "../../../platform/verb/query.ts";
import { accountView } from "../contract.ts";
import { ownPerson } from "../sessions/own.ts";
import { needsSecondFactor } from "../sign-in/queries-rules.ts";
import { accountOf } from "./queries-account.ts";

export const readAccount = query({
  name: "account.read",
  summary: "Shows by what one signs in.",
  http: { method: "GET", path: "/account" },
  needs: "signed-in",
  input: z.object({}),
  output: accountView,
  async run({ db, actor }) {
    const personId = ownPerson(actor);
    const account = await accountOf(db, personId);
    return { ...account, needsSecondFactor: await needsSecondFactor(db, personId) };
  },
});
