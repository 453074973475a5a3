import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api } from "../../../web/api.ts";
import { useTexts } from "../../../web/context.tsx";
import { PageHeader } from "../../../web/kit/page-header.tsx";
import { useGo } from "../../../web/link.tsx";
import { notify } from "../../../web/notify.ts";
import type { PlannedOutageView } from "../contract.ts";
import { texts } from "../texts.ts";
import { OutageForm, type OutageDraft } from "./outage-form.tsx";

export function PlanOutagePage() {
  const t = useTexts(texts);
  const go = useGo();
  const client = useQueryClient();
  const plan = useMutation({
    mutationFn: (draft: OutageDraft) => api.post<PlannedOutageView>("/planned-outages", draft),
    onSuccess: (outage) => {
      notify(t("outages.planned", { number: outage.number }));
      void client.invalidateQueries({ queryKey: ["planned-outage"] });
      go(`/planned-outages/${outage.id}`);
    },
  });
  return (
    <div className="i-report">
      <PageHeader
        title={t("outages.plan")}
        lead={t("outages.lead")}
        path={[{ label: t("outages.title"), to: "/planned-outages" }]}
      />
      <OutageForm
        submitLabel={t("outages.plan")}
        pending={plan.isPending}
        error={plan.error}
        onSubmit={(draft) => plan.mutate(draft)}
      />
    </div>
  );
}
