import { sql } from "kysely";
import { Temporal } from "temporal-polyfill";
import { z } from "zod";
import { query } from "../../../platform/verb/query.ts";
import { appointmentList, type AppointmentList } from "../contract.ts";

const DAYS = 30;

/**
 * Who was appointed lately, and by whom: whoever gives what they do not hold could name somebody who is not there. Those
 * who hold it know their own number.
 */
export const readAppointments = query({
  name: "person.list-appointments",
  summary: "Who was lately appointed to what only a few may see, and by whom; for those few.",
  http: { method: "GET", path: "/appointments" },
  needs: "breach:read",
  input: z.object({}),
  output: appointmentList,
  async run({ db, now, sees }) {
    const since = Temporal.Instant.from(now)
      .subtract({ hours: DAYS * 24 })
      .toString();
    const { rows } = await sql<AppointmentList["items"][number]>`
      select j.id, p.name as "personName", a.name as "byName", j.recorded_at as at
      from journal j join person p on p.id = j.subject_id left join person a on a.id = j.actor_id
      where j.kind = 'person.appointed' and j.recorded_at > ${since}::timestamptz
        and ${sees("j.unit_id")}
      order by j.recorded_at desc, j.id limit 20`.execute(db);
    return { items: rows };
  },
});
