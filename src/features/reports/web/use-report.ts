import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api } from "../../../web/api.ts";
import { useTexts } from "../../../web/context.tsx";
import { notify } from "../../../web/notify.ts";
import type { ReportChanges, ReportComparison, ReportRow, ReportView } from "../contract.ts";
import { pageTexts } from "./texts.ts";

export function useReport(reportId: string) {
  return useQuery({
    queryKey: ["report", reportId],
    queryFn: ({ signal }) => api.get<ReportView>(`/reports/${reportId}`, {}, signal),
    // A draft is counted from records of every kind; what is on the page while one writes stays.
    refetchOnWindowFocus: false,
  });
}

/** How many of the records behind a draft have changed since it was counted; asked as the journal grows. */
export function useChanges(report: ReportView) {
  const since = report.journalPosition;
  return useQuery({
    queryKey: ["any", "report", report.id, since],
    queryFn: ({ signal }) => api.get<ReportChanges>(`/reports/${report.id}/changes`, { since }, signal),
    enabled: report.state === "draft" && since !== null,
  });
}

export function useComparison(report: ReportView) {
  return useQuery({
    queryKey: ["report", report.id, "comparison"],
    queryFn: ({ signal }) => api.get<ReportComparison>(`/reports/${report.id}/comparison`, {}, signal),
    enabled: report.frozenAt !== null,
  });
}

/** One act on the report as it was read; the page then shows it as it became. */
function useAct<Input>(done: string, act: (input: Input) => Promise<unknown>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: act,
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ["report"] });
      notify(done);
    },
  });
}

/** Sentences by key, null for what is drafted; or the report's title. */
interface TextChanges {
  readonly texts?: Readonly<Record<string, string | null>>;
  readonly title?: string;
}

export interface TextEdit {
  readonly run: (changes: TextChanges) => void;
  readonly pending: boolean;
  readonly error: Error | null;
}

export function useTextEdit(report: ReportView): TextEdit {
  const t = useTexts(pageTexts);
  const { version } = report;
  const edit = useAct(t("edit.saved"), (changes: TextChanges) =>
    api.patch<ReportView>(`/reports/${report.id}/texts`, changes, { version }),
  );
  return { run: (changes) => edit.mutate(changes), pending: edit.isPending, error: edit.error };
}

export function useFreeze(report: ReportView) {
  const t = useTexts(pageTexts);
  const { version } = report;
  return useAct(t("freeze.done"), () =>
    api.post<ReportView>(`/reports/${report.id}/freeze`, { version }, { version }),
  );
}

export function useWithdraw(report: ReportView) {
  const t = useTexts(pageTexts);
  const { version } = report;
  return useAct(t("withdraw.done"), (reason: string) =>
    api.post<ReportRow>(`/reports/${report.id}/withdraw`, { version, reason }, { version }),
  );
}
