import { Alert, Button } from "@digdir/designsystemet-react";
import { useTexts } from "../../../web/context.tsx";
import { KeyValueList } from "../../../web/kit/key-value-list.tsx";
import { PrecisionTime } from "../../../web/kit/precision-time.tsx";
import type { IncidentView } from "../contract.ts";
import { timeNames } from "../contract/words.ts";
import { texts } from "../texts.ts";
import { PriorityMark, StateBadge } from "./badges.tsx";

interface Props {
  readonly current: IncidentView | null;
  readonly onTake: () => void;
}

/** Somebody else was first: what holds now, and going on from there. Nothing is merged silently. */
export function StaleNotice({ current, onTake }: Props) {
  const t = useTexts(texts);
  if (current === null) return null;
  const times = timeNames.flatMap((name) => {
    const time = current.times[name];
    const value = time === null ? null : <PrecisionTime at={time.at} precision={time.precision} />;
    return value === null ? [] : [{ key: name, label: t(`time.${name}`), value }];
  });
  return (
    <Alert data-color="warning" role="alert">
      <strong>{t("stale.title")}</strong>
      <p>{t("stale.what")}</p>
      <KeyValueList
        items={[
          { key: "title", label: t("column.title"), value: current.title },
          { key: "state", label: t("column.state"), value: <StateBadge state={current.state} /> },
          {
            key: "priority",
            label: t("column.priority"),
            value: <PriorityMark priority={current.priority} />,
          },
          ...times,
        ]}
      />
      <div className="b-actions">
        <Button variant="secondary" onClick={onTake}>
          {t("stale.reload")}
        </Button>
      </div>
    </Alert>
  );
}
