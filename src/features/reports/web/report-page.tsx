import { Alert, Button, Skeleton } from "@digdir/designsystemet-react";
import { useMemo, useState } from "react";
import { apiAddress } from "../../../web/api.ts";
import { useFormat, useMay, useTexts } from "../../../web/context.tsx";
import { ConfirmDialog } from "../../../web/kit/confirm-dialog.tsx";
import { ErrorMessage } from "../../../web/kit/error-message.tsx";
import { PageHeader } from "../../../web/kit/page-header.tsx";
import { usePathParam } from "../../../web/link.tsx";
import { composeReport, type DocumentFormat, type ReportView } from "../contract.ts";
import { ComparisonBanner } from "./comparison-banner.tsx";
import { ChangedFigures, EditSentences } from "./edit-sentences.tsx";
import { RecountBanner } from "./recount-banner.tsx";
import { ReportDocument } from "./report-document.tsx";
import { ReportStateBadge } from "./report-state.tsx";
import { pageTexts } from "./texts.ts";
import { useFreeze, useReport, useTextEdit, useWithdraw } from "./use-report.ts";

const formats = ["docx", "pdf", "pdf-a", "html"] as const satisfies DocumentFormat[];

function Downloads({ report }: { readonly report: ReportView }) {
  const t = useTexts(pageTexts);
  return (
    <div className="r-downloads" role="group" aria-label={t("download")}>
      <span className="b-quiet">{t("download")}</span>
      {formats.map((format) => (
        <a
          key={format}
          className="ds-link"
          href={apiAddress(`/reports/${report.id}/documents/${format}`)}
          download
        >
          {t(`format.${format}`)}
        </a>
      ))}
    </div>
  );
}

function FreezeButton({ report }: { readonly report: ReportView }) {
  const t = useTexts(pageTexts);
  const [open, setOpen] = useState(false);
  const freeze = useFreeze(report);
  const changed = report.sentences.filter((sentence) => sentence.changed.length > 0).length;
  return (
    <>
      <Button data-primary-action onClick={() => setOpen(true)}>
        {t("freeze")}
      </Button>
      <ConfirmDialog
        title={t("freeze.title")}
        open={open}
        onClose={() => setOpen(false)}
        confirmLabel={t("freeze")}
        pending={freeze.isPending}
        error={freeze.error}
        onConfirm={() => freeze.mutate(undefined, { onSuccess: () => setOpen(false) })}
      >
        <p>{t("freeze.what")}</p>
        {report.withBreaches ? (
          <Alert data-color="warning">
            <strong>{t("freeze.breaches.title")}</strong>
            <p>{t("freeze.breaches")}</p>
          </Alert>
        ) : null}
        {changed > 0 ? (
          <p>
            <strong>{t("freeze.changed", { count: changed })}</strong>
          </p>
        ) : null}
      </ConfirmDialog>
    </>
  );
}

function WithdrawButton({ report }: { readonly report: ReportView }) {
  const t = useTexts(pageTexts);
  const [open, setOpen] = useState(false);
  const withdraw = useWithdraw(report);
  return (
    <>
      <Button variant="tertiary" data-color="neutral" onClick={() => setOpen(true)}>
        {t("withdraw")}
      </Button>
      <ConfirmDialog
        title={t("withdraw.title")}
        open={open}
        onClose={() => setOpen(false)}
        confirmLabel={t("withdraw")}
        withReason
        danger
        pending={withdraw.isPending}
        error={withdraw.error}
        onConfirm={(reason) => withdraw.mutate(reason, { onSuccess: () => setOpen(false) })}
      >
        <p>{t("withdraw.what")}</p>
      </ConfirmDialog>
    </>
  );
}

function Actions(props: {
  readonly report: ReportView;
  readonly editing: boolean;
  readonly onEdit: () => void;
}) {
  const { report, editing } = props;
  const t = useTexts(pageTexts);
  const may = useMay();
  const isDraft = report.state === "draft";
  return (
    <>
      {isDraft && may("report:freeze") ? <FreezeButton report={report} /> : null}
      {isDraft && may("report:edit") ? (
        <Button variant="secondary" aria-pressed={editing} onClick={props.onEdit}>
          {t(editing ? "edit.done" : "edit")}
        </Button>
      ) : null}
      {report.state !== "withdrawn" && may("report:freeze") ? <WithdrawButton report={report} /> : null}
    </>
  );
}

/** What must be known before anything is read: withdrawn, figures that no longer hold, texts that do not fit. */
function Warnings({ report }: { readonly report: ReportView }) {
  const t = useTexts(pageTexts);
  const format = useFormat();
  const outdated = report.sentences.filter((sentence) => sentence.changed.length > 0);
  return (
    <>
      {report.withdrawnAt === null ? null : (
        <Alert data-color="danger">
          <strong>{t("withdrawn.title", { at: format.instant(report.withdrawnAt) })}</strong>
          <p>{report.withdrawnReason}</p>
        </Alert>
      )}
      {report.frozenAt === null ? null : <ComparisonBanner report={report} />}
      {report.state === "draft" ? <RecountBanner report={report} /> : null}
      {outdated.length === 0 ? null : (
        <div className="r-outdated">
          <strong>{t("changed.title", { count: outdated.length })}</strong>
          {outdated.map((sentence) => (
            <ChangedFigures key={sentence.key} model={report.model} changed={sentence.changed} />
          ))}
        </div>
      )}
    </>
  );
}

function ShownReport({ report }: { readonly report: ReportView }) {
  const t = useTexts(pageTexts);
  const [wantsEditing, setEditing] = useState(false);
  // Frozen meanwhile, by oneself or another: there is nothing left to edit.
  const editing = wantsEditing && report.state === "draft";
  const edit = useTextEdit(report);
  const document = useMemo(() => composeReport(report.model), [report.model]);
  const summary = (
    <EditSentences title={report.title} sentences={report.sentences} model={report.model} edit={edit} />
  );
  return (
    <>
      <PageHeader
        title={report.title}
        above={
          <>
            {report.number} <ReportStateBadge state={report.state} />
          </>
        }
        path={[{ label: t("title"), to: "/reports" }]}
        actions={<Actions report={report} editing={editing} onEdit={() => setEditing(!editing)} />}
      />
      <Downloads report={report} />
      <Warnings report={report} />
      <ReportDocument document={document} {...(editing ? { instead: { summary } } : {})} />
    </>
  );
}

export function ReportPage() {
  const t = useTexts(pageTexts);
  const report = useReport(usePathParam("reportId"));
  if (report.data !== undefined) return <ShownReport report={report.data} />;
  return (
    <>
      <PageHeader title={t("column.title")} path={[{ label: t("title"), to: "/reports" }]} />
      {report.error === null ? (
        <div role="status" aria-label={t("counting")}>
          <p className="b-quiet">{t("counting")}</p>
          <Skeleton variant="rectangle" height="24rem" />
        </div>
      ) : (
        <ErrorMessage error={report.error} onRetry={() => void report.refetch()} />
      )}
    </>
  );
}
