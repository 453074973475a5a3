import { useFormat, useTexts } from "../../../web/context.tsx";
import { KeyValueList, type KeyValue } from "../../../web/kit/key-value-list.tsx";
import { Section } from "../../../web/kit/page-header.tsx";
import { PrecisionTime } from "../../../web/kit/precision-time.tsx";
import { PriorityMark } from "../../../web/kit/priority-mark.tsx";
import { StatusBadge } from "../../../web/kit/status-badge.tsx";
import type { IncidentView } from "../contract.ts";
import { timeNames } from "../contract/words.ts";
import { texts } from "../texts.ts";
import { levels } from "./badges.tsx";

interface Props {
  readonly incident: IncidentView;
}

/** The five facts, each as exactly as it is known. */
export function Times({ incident }: Props) {
  const t = useTexts(texts);
  return (
    <Section title={t("page.times")}>
      <KeyValueList
        items={timeNames.map((name) => {
          const time = incident.times[name];
          const value =
            time === null ? (
              <span className="b-quiet">{t("page.unknown")}</span>
            ) : (
              <PrecisionTime at={time.at} precision={time.precision} />
            );
          return { key: name, label: t(`time.${name}`), value };
        })}
      />
      {incident.timesReason === null ? null : (
        <p className="b-quiet">{t("page.times-reason", { reason: incident.timesReason })}</p>
      )}
    </Section>
  );
}

function keptOf({ promise, sourcePromiseKept }: IncidentView): boolean | null {
  return sourcePromiseKept ?? promise?.kept ?? null;
}

/** Whether the promise was kept: by the source where it says so, else by us; and the definition of late. */
function Verdict({ incident }: Props) {
  const t = useTexts(texts);
  const { promise, sourcePromiseKept } = incident;
  const kept = keptOf(incident);
  const late = promise?.late === true;
  if (kept === null) {
    return promise !== null && incident.state === "closed" ? (
      <StatusBadge tone="neutral">{t("page.promise.unknown")}</StatusBadge>
    ) : null;
  }
  const broken = late ? t("page.promise.late") : t("page.promise.broken");
  return (
    <>
      <StatusBadge tone={kept ? "success" : "danger"}>{kept ? t("page.promise.kept") : broken}</StatusBadge>
      {sourcePromiseKept === null ? null : <span className="b-quiet">{t("page.promise.source")}</span>}
      {late ? <span className="b-quiet">{t("late.what")}</span> : null}
    </>
  );
}

function Promise({ incident }: Props) {
  const t = useTexts(texts);
  const format = useFormat();
  const { promise } = incident;
  return (
    <span className="i-chips">
      {promise === null
        ? null
        : t("page.promise.due", {
            minutes: format.duration(promise.minutes * 60),
            due: format.instant(promise.dueAt),
          })}
      <Verdict incident={incident} />
    </span>
  );
}

/** Why the priority is what it is: the matrix, or a person's reason against it. */
function Why({ incident }: Props) {
  const t = useTexts(texts);
  const { impact, urgency, priority, proposedPriority, priorityReason } = incident;
  const said =
    impact === null || urgency === null || proposedPriority === null
      ? t("page.why.unknown")
      : t("page.why.matrix", { impact, urgency, priority: proposedPriority });
  return (
    <>
      <PriorityMark priority={priority} />
      <p className="b-quiet">{said}</p>
      {priorityReason === null ? null : (
        <p className="b-quiet">
          {t("page.why.reason", { proposed: proposedPriority ?? "–", reason: priorityReason })}
        </p>
      )}
    </>
  );
}

function useLevel() {
  const t = useTexts(texts);
  return (value: number | null) => {
    const level = levels.find((one) => Number(one) === value);
    return level === undefined ? t("page.unknown") : t(`level.${level}`);
  };
}

/** What is known only of some incidents; it shows where it is. */
function useSometimes(incident: IncidentView): KeyValue[] {
  const t = useTexts(texts);
  const format = useFormat();
  const items: KeyValue[] = [];
  const add = (key: string, label: string, value: KeyValue["value"] | null) => {
    if (value !== null && value !== "") items.push({ key, label, value });
  };
  add("category", t("column.category"), incident.category);
  add("cause", t("field.cause"), incident.cause);
  add("group", t("field.assignmentGroup"), incident.assignmentGroup);
  add(
    "reopened",
    t("column.reopened"),
    incident.reopenedCount > 0 ? format.number(incident.reopenedCount) : null,
  );
  add("suppliers", t("page.suppliers"), incident.suppliers.map(({ name }) => name).join(", "));
  const { source, sourceNumber } = incident;
  if (source !== null && sourceNumber !== null)
    add("source", t("column.source"), t("page.imported", { source, number: sourceNumber }));
  return items;
}

export function Facts({ incident }: Props) {
  const t = useTexts(texts);
  const level = useLevel();
  const sometimes = useSometimes(incident);
  const promised = incident.promise !== null || incident.sourcePromiseKept !== null;
  return (
    <Section title={t("page.facts")}>
      <KeyValueList
        items={[
          { key: "priority", label: t("column.priority"), value: <Why incident={incident} /> },
          ...(incident.majorGround === null
            ? []
            : [{ key: "ground", label: t("major.ground"), value: incident.majorGround }]),
          {
            key: "effect",
            label: t("field.effect"),
            value: incident.effect === null ? t("page.unknown") : t(`effect.${incident.effect}`),
          },
          { key: "impact", label: t("column.impact"), value: level(incident.impact) },
          { key: "urgency", label: t("column.urgency"), value: level(incident.urgency) },
          {
            key: "promise",
            label: t("page.promise"),
            value: promised ? <Promise incident={incident} /> : null,
          },
          { key: "unit", label: t("column.unit"), value: incident.unit.name },
          ...sometimes,
        ]}
      />
    </Section>
  );
}
