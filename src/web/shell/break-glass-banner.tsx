import { Alert } from "@digdir/designsystemet-react";
import { useFormat, usePerson, useTexts } from "../context.tsx";
import { shellTexts } from "../texts.ts";

/** On every page of a session that a sealed code opened: that it is one, and when it ends. */
export function BreakGlassBanner() {
  const t = useTexts(shellTexts);
  const format = useFormat();
  const until = usePerson()?.breakGlassUntil ?? null;
  if (until === null) return null;
  return (
    <Alert data-color="danger" className="b-outage">
      {t("break-glass.until", { until: format.instant(until) })}
    </Alert>
  );
}
