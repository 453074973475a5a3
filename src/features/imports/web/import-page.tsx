import { Alert } from "@digdir/designsystemet-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, apiAddress } from "../../../web/api.ts";
import { useFormat, useMay, useTexts } from "../../../web/context.tsx";
import { ErrorMessage } from "../../../web/kit/error-message.tsx";
import { KeyValueList } from "../../../web/kit/key-value-list.tsx";
import { PageHeader, Section } from "../../../web/kit/page-header.tsx";
import { ProgressPanel } from "../../../web/kit/progress-panel.tsx";
import { usePathParam } from "../../../web/link.tsx";
import { useLanguage } from "../../../web/preferences.ts";
import type { ImportView } from "../contract.ts";
import { pageTexts } from "./page-texts.ts";
import { StateBadge } from "./state-badge.tsx";
import { wordsIn } from "./words.ts";

const isOver = (run: ImportView) => run.finishedAt !== null;

/** One import: how far it has come, and what became of its rows. */
export function ImportPage() {
  const t = useTexts(pageTexts);
  const language = useLanguage();
  const id = usePathParam("importId");
  const query = useQuery({
    queryKey: ["import", id],
    queryFn: ({ signal }) => api.get<ImportView>(`/imports/${id}`, undefined, signal),
    // Progress is no journal entry, so it is asked for while there is some.
    refetchInterval: (held) => (held.state.data !== undefined && isOver(held.state.data) ? false : 1_000),
  });
  const run = query.data;
  const path = [{ label: t("title"), to: "/imports" }];
  return (
    <>
      <PageHeader
        title={run?.fileName ?? t("title")}
        path={path}
        {...(run !== undefined && {
          above: <StateBadge run={run} />,
          lead: `${wordsIn(language).target(run.target)}, ${run.source}`,
        })}
      />
      <ErrorMessage error={query.error} onRetry={() => void query.refetch()} />
      {run === undefined ? null : isOver(run) ? <Result run={run} /> : <Running run={run} />}
    </>
  );
}

function Running({ run }: { readonly run: ImportView }) {
  const t = useTexts(pageTexts);
  const may = useMay();
  const client = useQueryClient();
  const cancel = useMutation({
    mutationFn: () => api.post<ImportView>(`/imports/${run.id}/cancel`),
    onSuccess: (view) => client.setQueryData(["import", run.id], view),
  });
  const nothing = { rows: 0, share: 0, rowsPerSecond: null, secondsLeft: null };
  const { rows, share, rowsPerSecond, secondsLeft } = run.progress ?? nothing;
  return (
    <>
      <ErrorMessage error={cancel.error} />
      <ProgressPanel
        title={run.cancelWanted ? t("wanted") : t(`state.${run.state}`)}
        done={rows}
        total={share > 0.02 ? Math.round(rows / share) : null}
        rate={rowsPerSecond}
        secondsLeft={secondsLeft}
        {...(may("import:run") && !run.cancelWanted && { onCancel: () => cancel.mutate() })}
      />
    </>
  );
}

function Result({ run }: { readonly run: ImportView }) {
  const t = useTexts(pageTexts);
  const format = useFormat();
  const words = wordsIn(useLanguage());
  const counted = [
    ["rows.read", run.rowsRead],
    ["rows.taken", run.rowsTaken],
    ["rows.unchanged", run.rowsUnchanged],
    ["rows.rejected", run.rowsRejected],
    ["records.added", run.recordsAdded],
    ["records.changed", run.recordsChanged],
    ["records.unchanged", run.recordsUnchanged],
  ] as const;
  return (
    <>
      {run.error === null ? null : (
        <Alert data-color="danger">
          <strong>{t("failed")}</strong>
          <p>{words.reason(run.error)}</p>
        </Alert>
      )}
      <Section title={t(run.dry ? "result.would" : "result")}>
        <KeyValueList
          items={counted.map(([key, value]) => ({ key, label: t(key), value: format.number(value) }))}
        />
        {run.hasRejects ? (
          <>
            <p>{t("rejects.help")}</p>
            <p>
              <a className="ds-link" href={apiAddress(`/imports/${run.id}/rejects`)} download>
                {t("rejects")}
              </a>
            </p>
          </>
        ) : null}
      </Section>
      {run.doubts.length === 0 ? null : (
        <Section title={t("doubts")}>
          <ul>
            {run.doubts.map(({ count, line, reason }) => (
              <li key={`${reason.code} ${reason.params["column"] ?? reason.params["name"] ?? ""}`}>
                {t("counted", { count, line, reason: words.reason(reason) })}
              </li>
            ))}
          </ul>
        </Section>
      )}
    </>
  );
}
