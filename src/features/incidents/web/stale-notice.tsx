import { Alert, Button } from "@digdir/designsystemet-react";
import { useEffect, useRef } from "react";
import { useTexts } from "../../../web/context.tsx";
import { KeyValueList, type KeyValue } from "../../../web/kit/key-value-list.tsx";
import { PrecisionTime } from "../../../web/kit/precision-time.tsx";
import { PriorityMark } from "../../../web/kit/priority-mark.tsx";
import type { IncidentView } from "../contract.ts";
import { timeNames } from "../contract/words.ts";
import { texts } from "../texts.ts";
import { StateBadge } from "./badges.tsx";

interface Props {
  /** What the edit was made on. */
  readonly basis: IncidentView;
  readonly current: IncidentView | null;
  readonly onTake: () => void;
}

/** What the other one changed, as it is now. */
function useChanged(basis: IncidentView, current: IncidentView): KeyValue[] {
  const t = useTexts(texts);
  const unknown = <span className="b-quiet">{t("page.unknown")}</span>;
  const names = (items: readonly { readonly name: string }[]) => items.map(({ name }) => name).join(", ");
  const of = (view: IncidentView): (KeyValue & { readonly told: unknown })[] => [
    { key: "title", label: t("column.title"), value: view.title, told: view.title },
    {
      key: "description",
      label: t("page.description"),
      value: view.description || unknown,
      told: view.description,
    },
    { key: "public", label: t("page.public"), value: view.publicText || unknown, told: view.publicText },
    { key: "state", label: t("column.state"), value: <StateBadge state={view.state} />, told: view.state },
    {
      key: "priority",
      label: t("column.priority"),
      value: <PriorityMark priority={view.priority} />,
      told: view.priority,
    },
    {
      key: "hits",
      label: t("column.hits"),
      value: names([...view.services, ...view.systems]) || unknown,
      told: names([...view.services, ...view.systems]),
    },
    ...timeNames.map((name) => {
      const time = view.times[name];
      const value = time === null ? unknown : <PrecisionTime at={time.at} precision={time.precision} />;
      return { key: name, label: t(`time.${name}`), value, told: time && `${time.at} ${time.precision}` };
    }),
  ];
  const stood = new Map(of(basis).map(({ key, told }) => [key, told]));
  return of(current).filter(({ key, told }) => told !== stood.get(key));
}

/** Somebody else was first: what they changed, and going on from there. Nothing is merged silently. */
export function StaleNotice({ basis, current, onTake }: Props) {
  return current === null ? null : (
    <Notice key={current.version} basis={basis} current={current} onTake={onTake} />
  );
}

function Notice(props: {
  readonly basis: IncidentView;
  readonly current: IncidentView;
  readonly onTake: () => void;
}) {
  const { basis, current, onTake } = props;
  const t = useTexts(texts);
  const element = useRef<HTMLDivElement>(null);
  // Whoever pressed a button at the foot of a long dialog is taken to what it answers.
  useEffect(() => element.current?.focus(), []);
  const changed = useChanged(basis, current);
  return (
    <Alert ref={element} tabIndex={-1} data-color="warning" role="alert">
      <strong>{t("stale.title")}</strong>
      <p>{changed.length === 0 ? t("stale.what.other") : t("stale.what")}</p>
      <KeyValueList items={changed} />
      <div className="b-actions">
        <Button variant="secondary" onClick={onTake}>
          {t("stale.reload")}
        </Button>
      </div>
    </Alert>
  );
}
