import { Alert, Button } from "@digdir/designsystemet-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Format } from "../../../../shared/format.ts";
import { lookUp, type Translate } from "../../../../shared/texts.ts";
import { api } from "../../../../web/api.ts";
import { useFormat, useMay, useTexts } from "../../../../web/context.tsx";
import { DataTable, type Column } from "../../../../web/kit/data-table.tsx";
import { EmptyState } from "../../../../web/kit/empty-state.tsx";
import { ErrorMessage } from "../../../../web/kit/error-message.tsx";
import { PageHeader } from "../../../../web/kit/page-header.tsx";
import { StatusBadge } from "../../../../web/kit/status-badge.tsx";
import { listOf } from "../../../../web/kit/use-list.ts";
import { breakGlassTexts } from "../../break-glass.texts.ts";
import type { BreakGlassCode, BreakGlassList, IssuedBreakGlass } from "../../contract.ts";
import { AccessTabs } from "../access-tabs.tsx";
import { IssueCode } from "./issue-code.tsx";
import { Paper } from "./paper.tsx";
import { AccessSettingsSection } from "./settings.tsx";
import { ReviewUse, WithdrawCode } from "./code-acts.tsx";
import "../access.css";

type T = Translate<typeof breakGlassTexts>;

const tones = { sealed: "success", used: "warning", expired: "neutral", withdrawn: "neutral" } as const;

/** What became of a code, told in lines. */
function Happened({ code, t, format }: { code: BreakGlassCode; t: T; format: Format }) {
  if (code.withdrawnReason !== null) return <span>{code.withdrawnReason}</span>;
  if (code.usedAt === null) return <span className="b-quiet">–</span>;
  const said = (channel: string) =>
    lookUp(format.language, [breakGlassTexts], `channel.${channel}`) ?? channel;
  return (
    <div>
      <div>{t("used.at", { at: format.instant(code.usedAt) })}</div>
      {code.announcedBy.length === 0 ? null : (
        <div className="b-quiet">{t("told.by", { channels: code.announcedBy.map(said).join(", ") })}</div>
      )}
      {code.letIn.map((act) => (
        <div key={`${act.at}${act.kind}${act.personName ?? ""}`}>
          {t("let.in", {
            what: lookUp(format.language, [breakGlassTexts], `did.${act.kind}`) ?? act.kind,
            who: act.personName ?? "–",
            at: format.instant(act.at),
          })}
        </div>
      ))}
      {code.reviewedAt === null || code.reviewKind === null ? (
        <StatusBadge tone="danger">{t("unreviewed")}</StatusBadge>
      ) : (
        <div className="b-quiet">
          {t("reviewed.by", {
            kind: t(`kind.${code.reviewKind}`),
            name: code.reviewedBy ?? "–",
            at: format.instant(code.reviewedAt),
            text: code.reviewText ?? "",
          })}
        </div>
      )}
    </div>
  );
}

function columns(t: T, format: Format): Column<BreakGlassCode>[] {
  return [
    {
      id: "number",
      header: t("number"),
      cell: (code) => <span className="b-number b-whole">{code.number}</span>,
    },
    { id: "person", header: t("person"), cell: (code) => code.personName },
    {
      id: "state",
      header: t("state"),
      cell: (code) => <StatusBadge tone={tones[code.state]}>{t(`state.${code.state}`)}</StatusBadge>,
    },
    { id: "issued", header: t("issued"), cell: (code) => format.instant(code.issuedAt) },
    { id: "expires", header: t("expires"), cell: (code) => format.instant(code.expiresAt) },
    { id: "what", header: t("what"), cell: (code) => <Happened code={code} t={t} format={format} /> },
    {
      id: "acts",
      header: t("review"),
      cell: (code) =>
        code.state === "sealed" ? (
          <WithdrawCode code={code} />
        ) : code.state === "used" && code.reviewedAt === null ? (
          <ReviewUse code={code} />
        ) : (
          "–"
        ),
    },
  ];
}

/** The sealed codes, what became of each, and a new one to print. */
export function BreakGlassPage() {
  const t = useTexts(breakGlassTexts);
  const format = useFormat();
  const may = useMay();
  const [issuing, setIssuing] = useState(false);
  const [issued, setIssued] = useState<IssuedBreakGlass | null>(null);
  const codes = useQuery({
    queryKey: ["break-glass", "list"],
    queryFn: ({ signal }) => api.get<BreakGlassList>("/break-glass-codes", {}, signal),
  });
  if (issued !== null) return <Paper issued={issued} onDone={() => setIssued(null)} />;
  const due = codes.data?.testDueSince ?? null;
  const issue = (
    <Button data-primary-action onClick={() => setIssuing(true)}>
      {t("issue")}
    </Button>
  );
  return (
    <>
      <PageHeader title={t("codes")} lead={t("codes.lead")} actions={issue} />
      <AccessTabs current="break-glass" />
      {due === null ? null : (
        <Alert data-color="warning" className="b-outage">
          {t("due.lead", { at: format.date(due) })}
        </Alert>
      )}
      <ErrorMessage error={codes.error} onRetry={() => void codes.refetch()} />
      <DataTable
        caption={t("codes")}
        list={{ ...listOf(codes.data?.items ?? []), pending: codes.isPending }}
        columns={columns(t, format)}
        rowKey={(code) => code.id}
        showTotal={false}
        empty={<EmptyState title={t("empty")}>{t("empty.what")}</EmptyState>}
      />
      {may("settings:edit") && may("access:read") ? <AccessSettingsSection /> : null}
      {issuing ? (
        <IssueCode
          onClose={() => setIssuing(false)}
          onIssued={(answer) => {
            setIssuing(false);
            setIssued(answer);
          }}
        />
      ) : null}
    </>
  );
}
