import { Button } from "@digdir/designsystemet-react";
import { useQuery } from "@tanstack/react-query";
import { Temporal } from "temporal-polyfill";
import { api } from "../../../web/api.ts";
import { useFormat, useTexts } from "../../../web/context.tsx";
import { useFilters } from "../../../web/filters.ts";
import { ErrorMessage } from "../../../web/kit/error-message.tsx";
import type { ListPage } from "../../../web/kit/use-list.ts";
import { TextLink } from "../../../web/link.tsx";
import type { PlannedOutageView } from "../contract.ts";
import { texts } from "../texts.ts";
import { OutageBadge } from "./badges.tsx";

const weeksShown = 6;

/** The Monday that the calendar begins with: in the address, else this week's. */
function mondayOf(text: string | undefined, timeZone: string): Temporal.PlainDate {
  const day = text !== undefined && /^\d{4}-\d{2}-\d{2}$/u.test(text) ? text : null;
  const date = day === null ? Temporal.Now.plainDateISO(timeZone) : Temporal.PlainDate.from(day);
  return date.subtract({ days: date.dayOfWeek - 1 });
}

/** Whether any part of its window lies in the week. */
function touches(outage: PlannedOutageView, monday: Temporal.PlainDate, timeZone: string): boolean {
  const day = (at: string) => Temporal.Instant.from(at).toZonedDateTimeISO(timeZone).toPlainDate();
  const sunday = monday.add({ days: 6 });
  return (
    Temporal.PlainDate.compare(day(outage.startsAt), sunday) <= 0 &&
    Temporal.PlainDate.compare(day(outage.endsAt), monday) >= 0
  );
}

function Week(props: {
  readonly monday: Temporal.PlainDate;
  readonly outages: readonly PlannedOutageView[];
}) {
  const t = useTexts(texts);
  const format = useFormat();
  const { monday, outages } = props;
  const { yearOfWeek, weekOfYear } = monday;
  const week = `${yearOfWeek ?? monday.year}-W${String(weekOfYear ?? 1).padStart(2, "0")}`;
  return (
    <li className="i-week">
      <div>
        <h2>{format.week(week)}</h2>
        <span className="b-quiet b-number">{`${monday.toString()} – ${monday.add({ days: 6 }).toString()}`}</span>
      </div>
      {outages.length === 0 ? (
        <p className="b-quiet">{t("outages.none")}</p>
      ) : (
        <ul className="i-lines">
          {outages.map((outage) => (
            <li key={outage.id} className="i-line">
              <span>
                <TextLink to={`/planned-outages/${outage.id}`}>{outage.title}</TextLink>
                <br />
                <span className="b-quiet">
                  {`${format.instant(outage.startsAt)} – ${format.instant(outage.endsAt)}`}
                  {outage.services.length > 0
                    ? ` · ${outage.services.map(({ name }) => name).join(", ")}`
                    : null}
                </span>
              </span>
              <OutageBadge outage={outage} />
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}

/** Six ISO weeks under each other; one that runs over a weekend stands in both. */
export function OutageWeeks() {
  const t = useTexts(texts);
  const { timeZone } = useFormat();
  const { values, set } = useFilters(["from"]);
  const first = mondayOf(values.from, timeZone);
  const query = { from: first.toString(), before: first.add({ weeks: weeksShown }).toString(), limit: 500 };
  const outages = useQuery({
    queryKey: ["planned-outage", "weeks", query.from],
    queryFn: ({ signal }) => api.get<ListPage<PlannedOutageView>>("/planned-outages", query, signal),
  });
  const all = (outages.data?.items ?? []).filter((outage) => outage.state !== "cancelled");
  const mondays = Array.from({ length: weeksShown }, (_, index) => first.add({ weeks: index }));
  const move = (weeks: number) => set("from", first.add({ weeks }).toString());
  return (
    <>
      <div className="b-actions">
        <Button variant="secondary" onClick={() => move(-weeksShown)}>
          {t("outages.previous")}
        </Button>
        <Button variant="secondary" onClick={() => move(weeksShown)}>
          {t("outages.next")}
        </Button>
      </div>
      <ErrorMessage error={outages.error} onRetry={() => void outages.refetch()} />
      <ol className="i-lines i-weeks">
        {mondays.map((monday) => (
          <Week
            key={monday.toString()}
            monday={monday}
            outages={all.filter((outage) => touches(outage, monday, timeZone))}
          />
        ))}
      </ol>
    </>
  );
}
