import { Alert, Button } from "@digdir/designsystemet-react";
import { useTexts } from "../../../web/context.tsx";
import { ErrorMessage } from "../../../web/kit/error-message.tsx";
import type { ReportView } from "../contract.ts";
import { pageTexts } from "./texts.ts";
import { useChanges, useReport } from "./use-report.ts";

/** A draft that stands open is not counted anew under the reader's eyes: it says that it is old, and is when asked. */
export function RecountBanner({ report }: { readonly report: ReportView }) {
  const t = useTexts(pageTexts);
  const { data } = useChanges(report);
  const again = useReport(report.id);
  if (data === undefined || data.changed === 0) return <ErrorMessage error={again.error} />;
  const { changed, more } = data;
  return (
    <Alert data-color="info" className="r-recount" role="status">
      <p>{t("recount.title", { count: changed, more: String(more) })}</p>
      <Button
        variant="secondary"
        data-size="sm"
        loading={again.isFetching}
        onClick={() => void again.refetch()}
      >
        {t("recount")}
      </Button>
    </Alert>
  );
}
