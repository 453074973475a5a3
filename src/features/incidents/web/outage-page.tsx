import { Alert, Button } from "@digdir/designsystemet-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../../../web/api.ts";
import { useFormat, useMay, useTexts } from "../../../web/context.tsx";
import { ConfirmDialog, Modal } from "../../../web/kit/confirm-dialog.tsx";
import { ErrorMessage } from "../../../web/kit/error-message.tsx";
import { KeyValueList } from "../../../web/kit/key-value-list.tsx";
import { PageHeader } from "../../../web/kit/page-header.tsx";
import { PrecisionTime } from "../../../web/kit/precision-time.tsx";
import { TextLink, usePathParam } from "../../../web/link.tsx";
import { notify } from "../../../web/notify.ts";
import type { PlannedOutageView } from "../contract.ts";
import { texts } from "../texts.ts";
import { OutageBadge } from "./badges.tsx";
import { OutageForm, type OutageDraft } from "./outage-form.tsx";

interface Sent {
  readonly path: string;
  readonly method: "post" | "patch";
  readonly body: object;
}

function useOutageAct(outage: PlannedOutageView | undefined, onDone: () => void) {
  const t = useTexts(texts);
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ path, method, body }: Sent) =>
      api[method]<PlannedOutageView>(`/planned-outages/${outage?.id ?? ""}${path}`, body, {
        version: outage?.version,
      }),
    onSuccess: () => {
      notify(t("outages.saved"));
      void client.invalidateQueries({ queryKey: ["planned-outage"] });
      onDone();
    },
    // Somebody else was first: what holds now is asked for, and shown behind the refusal.
    onError: () => void client.invalidateQueries({ queryKey: ["planned-outage"] }),
  });
}

function OutageFacts({ outage }: { readonly outage: PlannedOutageView }) {
  const t = useTexts(texts);
  const format = useFormat();
  const names = (items: readonly { readonly name: string }[]) => items.map(({ name }) => name).join(", ");
  return (
    <div className="b-card">
      <KeyValueList
        items={[
          { key: "starts", label: t("outages.starts"), value: <PrecisionTime at={outage.startsAt} /> },
          { key: "ends", label: t("outages.ends"), value: <PrecisionTime at={outage.endsAt} /> },
          { key: "week", label: t("outages.week"), value: format.week(format.isoWeek(outage.startsAt)) },
          { key: "services", label: t("column.services"), value: names(outage.services) || "–" },
          { key: "for", label: t("outages.for"), value: names(outage.units) || t("outages.everyone") },
          { key: "unit", label: t("column.unit"), value: outage.unit.name },
          { key: "description", label: t("page.description"), value: outage.description || "–" },
          { key: "public", label: t("page.public"), value: outage.publicText || "–" },
        ]}
      />
    </div>
  );
}

export function OutagePage() {
  const t = useTexts(texts);
  const may = useMay();
  const id = usePathParam("plannedOutageId");
  const [open, setOpen] = useState<"edit" | "cancel" | null>(null);
  const {
    data: outage,
    error,
    refetch,
  } = useQuery({
    queryKey: ["planned-outage", id],
    queryFn: ({ signal }) => api.get<PlannedOutageView>(`/planned-outages/${id}`, {}, signal),
  });
  const act = useOutageAct(outage, () => setOpen(null));
  const path = [{ label: t("outages.title"), to: "/planned-outages" }];
  if (outage === undefined) {
    return (
      <>
        <PageHeader title={t("outages.title")} path={path} />
        <ErrorMessage error={error} onRetry={() => void refetch()} />
      </>
    );
  }
  const running = outage.state === "planned" || outage.state === "ongoing";
  const post = (to: string) => act.mutate({ path: to, method: "post", body: {} });
  const actions = (
    <>
      {outage.state === "planned" ? (
        <Button onClick={() => post("/start")}>{t("outages.start")}</Button>
      ) : null}
      <Button
        variant={outage.state === "planned" ? "secondary" : "primary"}
        onClick={() => post("/completion")}
      >
        {t("outages.complete")}
      </Button>
      <Button variant="secondary" onClick={() => setOpen("edit")}>
        {t("edit")}
      </Button>
      <Button variant="tertiary" data-color="danger" onClick={() => setOpen("cancel")}>
        {t("outages.cancel")}
      </Button>
    </>
  );
  const above = (
    <span className="i-chips">
      <span className="b-number">{outage.number}</span> <OutageBadge outage={outage} />
    </span>
  );
  return (
    <>
      <PageHeader
        title={outage.title}
        above={above}
        path={path}
        actions={running && may("planned-outage:edit") ? actions : undefined}
      />
      {outage.overrunIncident === null ? null : (
        <Alert data-color="warning">
          <TextLink to={`/incidents/${outage.overrunIncident.id}`}>
            {t("outages.overran", { number: outage.overrunIncident.number })}
          </TextLink>
        </Alert>
      )}
      {open === null ? <ErrorMessage error={act.error} /> : null}
      <OutageFacts outage={outage} />
      <Modal title={t("edit")} open={open === "edit"} onClose={() => setOpen(null)}>
        <OutageForm
          outage={outage}
          submitLabel={t("save")}
          pending={act.isPending}
          error={act.error}
          onSubmit={(draft: OutageDraft) => act.mutate({ path: "", method: "patch", body: draft })}
        />
      </Modal>
      <ConfirmDialog
        title={t("outages.cancel")}
        open={open === "cancel"}
        onClose={() => setOpen(null)}
        confirmLabel={t("outages.cancel")}
        withReason
        danger
        pending={act.isPending}
        error={act.error}
        onConfirm={(reason) => act.mutate({ path: "/cancellation", method: "post", body: { reason } })}
      >
        {outage.title}
      </ConfirmDialog>
    </>
  );
}
