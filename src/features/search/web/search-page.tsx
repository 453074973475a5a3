import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { api } from "../../../web/api.ts";
import { useFormat, useTexts } from "../../../web/context.tsx";
import { useFilters } from "../../../web/filters.ts";
import { EmptyState } from "../../../web/kit/empty-state.tsx";
import { ErrorMessage } from "../../../web/kit/error-message.tsx";
import { PageHeader, Section } from "../../../web/kit/page-header.tsx";
import { StatusBadge } from "../../../web/kit/status-badge.tsx";
import { TextLink, useGo } from "../../../web/link.tsx";
import type { Found, FoundGroup, FoundType, Hit } from "../contract.ts";
import { searchTexts } from "../texts.ts";
import "./search.css";

/** Where the list of each type stands, and under it the records. */
const lists: Record<FoundType, string> = {
  incident: "/incidents",
  "planned-outage": "/planned-outages",
  service: "/services",
  system: "/systems",
  supplier: "/suppliers",
  unit: "/units",
  site: "/sites",
  deviation: "/deviations",
  action: "/actions",
  report: "/reports",
  breach: "/breaches",
};

function HitRow({ type, hit }: { readonly type: FoundType; readonly hit: Hit }) {
  const t = useTexts(searchTexts);
  const format = useFormat();
  const about = [hit.number, hit.about, hit.at === null ? null : format.date(hit.at)];
  return (
    <li>
      <span>
        <TextLink to={`${lists[type]}/${hit.id}`}>{hit.name}</TextLink>
        {hit.open === true ? <StatusBadge tone="warning">{t("open")}</StatusBadge> : null}
      </span>
      {hit.passage === null ? null : (
        <span className="b-quiet b-hit-passage">
          {hit.passage.before}
          <mark>{hit.passage.word}</mark>
          {hit.passage.after}
        </span>
      )}
      <span className="b-quiet b-hit-about">
        {about
          .filter((part) => part !== null)
          .map((part) => (
            <span key={part}>{part}</span>
          ))}
      </span>
    </li>
  );
}

function Group({ group, q }: { readonly group: FoundGroup; readonly q: string }) {
  const t = useTexts(searchTexts);
  const format = useFormat();
  const { type, items, total } = group;
  const shown = format.number(total.count);
  const all =
    total.count > items.length ? (
      <TextLink to={lists[type]} search={{ q }}>
        {total.more ? t("all.more", { shown }) : t("all", { shown })}
      </TextLink>
    ) : undefined;
  return (
    <Section title={t(`type.${type}`)} actions={all}>
      <div className="b-card">
        <ul className="b-found">
          {items.map((hit) => (
            <HitRow key={hit.id} type={type} hit={hit} />
          ))}
        </ul>
      </div>
    </Section>
  );
}

function Results({ found, q }: { readonly found: Found; readonly q: string }) {
  const t = useTexts(searchTexts);
  const format = useFormat();
  const count = found.groups.reduce((sum, { total }) => sum + total.count, 0);
  const more = found.groups.some(({ total }) => total.more);
  const shown = format.number(count);
  return (
    <>
      {/* Where nothing was found the words below say so to those who see. */}
      <p role="status" className={count === 0 ? "ds-sr-only" : "b-quiet"}>
        {more ? t("count.more", { shown }) : t("count", { count, shown })}
      </p>
      {count === 0 ? <EmptyState title={t("none")}>{t("none.what")}</EmptyState> : null}
      {found.groups.map((group) => (
        <Group key={group.type} group={group} q={q} />
      ))}
    </>
  );
}

/** What the header's search found, everything at once; a number goes straight to its record. */
export function SearchPage() {
  const t = useTexts(searchTexts);
  const go = useGo();
  const q = (useFilters(["q"]).values.q ?? "").trim().slice(0, 200);
  const answer = useQuery({
    queryKey: ["search", q],
    queryFn: ({ signal }) => api.get<Found>("/search", { q }, signal),
    enabled: q !== "",
  });
  const record = answer.data?.record ?? null;
  useEffect(() => {
    // In place of the search, so that Back leads to where one searched from.
    if (record !== null) go(`${lists[record.type]}/${record.id}`, { replace: true });
  }, [record, go]);
  return (
    <>
      <PageHeader title={q === "" ? t("title") : t("title.of", { q })} lead={q === "" ? t("lead") : ""} />
      <ErrorMessage error={answer.error} onRetry={() => void answer.refetch()} />
      {q === "" ? <EmptyState title={t("begin")}>{t("hint")}</EmptyState> : null}
      {answer.isLoading || record !== null ? (
        <p className="b-quiet" aria-busy>
          {t("seeking")}
        </p>
      ) : null}
      {answer.data === undefined || record !== null ? null : <Results found={answer.data} q={q} />}
    </>
  );
}
