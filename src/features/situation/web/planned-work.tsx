import { useQuery } from "@tanstack/react-query";
import { boundsOf, periodAt, periodOf, type Period } from "../../../shared/periods.ts";
import { Temporal } from "temporal-polyfill";
import { api } from "../../../web/api.ts";
import { useFormat, useMay, useTexts } from "../../../web/context.tsx";
import { ErrorMessage } from "../../../web/kit/error-message.tsx";
import { now } from "../../../web/kit/local-time.ts";
import { Section } from "../../../web/kit/page-header.tsx";
import { TextLink } from "../../../web/link.tsx";
import type { PlannedOutageView } from "../../incidents/contract.ts";
import { situationTexts } from "../texts.ts";

function useWeeks(): [Period, Period] {
  const { timeZone } = useFormat();
  const week = periodAt(now(), "week", timeZone);
  const until = Temporal.PlainDate.from(week.until).add({ weeks: 1 }).toString();
  return [week, periodOf(week.until, until)];
}

function Outage({ outage }: { readonly outage: PlannedOutageView }) {
  const t = useTexts(situationTexts);
  const format = useFormat();
  const sameDay = format.date(outage.startsAt) === format.date(outage.endsAt);
  const to = sameDay ? format.clock(outage.endsAt) : format.instant(outage.endsAt);
  return (
    <li>
      <span className="b-number">{t("planned.span", { from: format.instant(outage.startsAt), to })}</span>
      <div>
        <TextLink to={`/planned-outages/${outage.id}`}>{outage.title}</TextLink>
        <p className="b-quiet">{outage.services.map(({ name }) => name).join(", ")}</p>
      </div>
    </li>
  );
}

/** Those whose window reaches into the week: one over the turn of the week stands in both. */
function Week({ title, week, all }: { title: string; week: Period; all: readonly PlannedOutageView[] }) {
  const t = useTexts(situationTexts);
  const { timeZone } = useFormat();
  const { start, end } = boundsOf(week, timeZone);
  const before = (a: string, b: string) => Temporal.Instant.compare(a, b) < 0;
  const within = all.filter(({ startsAt, endsAt }) => before(startsAt, end) && before(start, endsAt));
  return (
    <div className="b-card">
      <h3 className="b-week">{title}</h3>
      {within.length === 0 ? (
        <p className="b-quiet">{t("planned.none")}</p>
      ) : (
        <ul className="b-planned">
          {within.map((outage) => (
            <Outage key={outage.id} outage={outage} />
          ))}
        </ul>
      )}
    </div>
  );
}

/** What is planned this ISO week and the next. */
export function PlannedWork() {
  const t = useTexts(situationTexts);
  const { week: weekText } = useFormat();
  const may = useMay();
  const [week, next] = useWeeks();
  const query = { from: week.from, before: next.until, limit: "100" };
  const planned = useQuery({
    queryKey: ["planned-outage", "situation", query],
    queryFn: ({ signal }) => api.get<{ items: PlannedOutageView[] }>("/planned-outages", query, signal),
    enabled: may("planned-outage:read"),
  });
  if (planned.data === undefined) return <ErrorMessage error={planned.error} />;
  const all = planned.data.items.filter(({ state }) => state !== "cancelled");
  return (
    <Section title={t("planned")}>
      <div className="b-weeks">
        <Week title={t("planned.this", { week: weekText(week.code) })} week={week} all={all} />
        <Week title={t("planned.next", { week: weekText(next.code) })} week={next} all={all} />
      </div>
    </Section>
  );
}
