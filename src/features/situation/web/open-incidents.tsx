import { Temporal } from "temporal-polyfill";
import { priorityTexts } from "../../../shared/priorities.texts.ts";
import { useFormat, useTexts } from "../../../web/context.tsx";
import { DataTable, type Column } from "../../../web/kit/data-table.tsx";
import { Figure, Figures } from "../../../web/kit/figure.tsx";
import { now } from "../../../web/kit/local-time.ts";
import { Section } from "../../../web/kit/page-header.tsx";
import { PrecisionTime } from "../../../web/kit/precision-time.tsx";
import { PriorityMark, priorityOf } from "../../../web/kit/priority-mark.tsx";
import { useList } from "../../../web/kit/use-list.ts";
import { TextLink } from "../../../web/link.tsx";
import type { IncidentRow } from "../../incidents/contract.ts";
import type { SituationView } from "../contract.ts";
import { situationTexts } from "../texts.ts";

const secondsSince = (at: string) =>
  Temporal.Instant.from(now()).since(Temporal.Instant.from(at)).total("seconds");

const shown = { open: "true", sort: "priority", limit: "8" };

function useColumns(): Column<IncidentRow>[] {
  const t = useTexts(situationTexts);
  const format = useFormat();
  return [
    { id: "number", header: t("column.number"), cell: (row) => row.number },
    { id: "title", header: t("column.title"), cell: (row) => row.title },
    {
      id: "priority",
      header: t("column.priority"),
      cell: ({ priority }) => <PriorityMark priority={priority} />,
    },
    {
      id: "opened",
      header: t("column.opened"),
      cell: (row) => <PrecisionTime at={row.openedAt} precision={row.openedPrecision} />,
    },
    {
      id: "duration",
      header: t("column.duration"),
      cell: (row) => format.duration(secondsSince(row.openedAt)),
      align: "end",
      wideOnly: true,
    },
    { id: "services", header: t("column.services"), cell: (row) => row.services.join(", "), wideOnly: true },
  ];
}

/** The highest priority is what one looks for first: that there is none is said. */
function withHighest(open: SituationView["open"]): SituationView["open"] {
  return open.some(({ priority }) => priority === 1) ? open : [{ priority: 1, count: 0, major: 0 }, ...open];
}

/** How many go on, by priority, and the gravest of them. */
export function OpenIncidents({ open }: { readonly open: SituationView["open"] }) {
  const t = useTexts(situationTexts);
  const words = useTexts(priorityTexts);
  const format = useFormat();
  const columns = useColumns();
  const nameOf = (priority: number | null) => {
    const known = priorityOf(priority);
    return known === undefined ? t("priority.none") : t("priority", { priority: words(`priority.${known}`) });
  };
  const list = useList<IncidentRow>("incident", "/incidents", shown);
  const all = <TextLink to="/incidents?open=true">{t("open.all")}</TextLink>;
  if (open.length === 0)
    return (
      <Section title={t("open")}>
        <div className="b-card">
          <p>{t("open.none")}</p>
        </div>
      </Section>
    );
  return (
    <Section title={t("open")} actions={all}>
      <Figures>
        {withHighest(open).map(({ priority, count, major }) => (
          <Figure
            key={priority ?? 0}
            name={nameOf(priority)}
            value={format.number(count)}
            definition={t("open.what")}
            {...(priority === null || count === 0
              ? {}
              : { records: `/incidents?open=true&priority=${priority}` })}
          >
            {major === 0 ? null : <p className="b-quiet">{t("major", { count: major })}</p>}
          </Figure>
        ))}
      </Figures>
      <div className="b-newest">
        <DataTable
          caption={t("newest")}
          columns={columns}
          list={{ ...list, hasMore: false }}
          rowKey={(row) => row.id}
          rowTo={(row) => `/incidents/${row.id}`}
          showTotal={false}
        />
      </div>
    </Section>
  );
}
