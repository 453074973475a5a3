import { z } from "zod";
import { query } from "../../platform/verb/query.ts";
import { organisationZone } from "../../platform/zone.ts";
import { boundsOf, periodAt, type Period } from "../../shared/periods.ts";
import { openingOut } from "./contract.ts";
import { comparedWith, openingAgainst, openingPeriod } from "./opening.ts";
import { hasIncidents, newestBefore } from "./queries-opening.ts";

export const readOpening = query({
  name: "statistics.opening",
  summary: "The period that statistics open with: the latest complete one that has incidents one may see.",
  http: { method: "GET", path: "/figures/opening-period" },
  needs: "statistics:read",
  input: z.object({}),
  output: openingOut,
  async run({ db, actor, now }) {
    const zone = await organisationZone(db);
    const month = boundsOf(periodAt(now, "month", zone), zone);
    const { period, complete } = openingPeriod(await newestBefore(db, actor, month.start), now, zone);
    const has = (other: Period) => hasIncidents(db, actor, boundsOf(other, zone));
    const compared = comparedWith(period);
    const against = openingAgainst({
      yearBefore: await has(compared.yearBefore),
      previous: await has(compared.previous),
    });
    return { period, against, complete };
  },
});
