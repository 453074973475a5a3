import { Button } from "@digdir/designsystemet-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../../../web/api.ts";
import { useMay, useTexts } from "../../../web/context.tsx";
import { ConfirmDialog } from "../../../web/kit/confirm-dialog.tsx";
import { ErrorMessage } from "../../../web/kit/error-message.tsx";
import { KeyValueList } from "../../../web/kit/key-value-list.tsx";
import { PageHeader, Section } from "../../../web/kit/page-header.tsx";
import { PrecisionTime } from "../../../web/kit/precision-time.tsx";
import { TextLink, usePathParam } from "../../../web/link.tsx";
import { subjectTypes, type ActionState, type ActionView, type SubjectType } from "../contract.ts";
import { deviationTexts } from "../texts.ts";
import { ActionForm } from "./action-form.tsx";
import { Due } from "./actions-page.tsx";
import { ActionBadge } from "./parts.tsx";
import { TieForm } from "./tie-form.tsx";
import { UntieButton } from "./untie-button.tsx";
import { useEdit } from "./use-edit.ts";
import "./deviations.css";

/** What one does next, the likely first. */
const moves: Record<ActionState, readonly ActionState[]> = {
  proposed: ["accepted", "declined"],
  accepted: ["ongoing", "done", "declined"],
  ongoing: ["done", "declined"],
  declined: ["proposed"],
  done: ["ongoing"],
};

const pages: Record<SubjectType, string> = {
  deviation: "/deviations",
  incident: "/incidents",
  breach: "/breaches",
  service: "/services",
  system: "/systems",
};

function Facts({ action }: { readonly action: ActionView }) {
  const t = useTexts(deviationTexts);
  return (
    <div className="b-card">
      <KeyValueList
        items={[
          { key: "state", label: t("state"), value: <ActionBadge state={action.state} /> },
          { key: "reason", label: t("reason"), value: action.stateReason },
          { key: "owner", label: t("owner"), value: action.ownerRole || null },
          { key: "due", label: t("due"), value: <Due action={action} /> },
          { key: "supplier", label: t("supplier"), value: action.supplier?.name ?? null },
          ...(action.recommended
            ? [{ key: "recommended", label: t("recommended"), value: action.supplier?.name ?? "✓" }]
            : []),
          { key: "decided", label: t("decided"), value: <PrecisionTime at={action.decidedAt} /> },
          { key: "done", label: t("done"), value: <PrecisionTime at={action.doneAt} /> },
          { key: "unit", label: t("unit"), value: action.unit.name },
          { key: "description", label: t("description"), value: action.description || null },
        ].filter(({ key, value }) => key !== "reason" || value !== null)}
      />
    </div>
  );
}

function About({ action, edit }: { readonly action: ActionView; readonly edit: boolean }) {
  const t = useTexts(deviationTexts);
  const path = `/actions/${action.id}/links`;
  return (
    <Section title={t("about")}>
      {action.about.length === 0 ? <p className="b-quiet">{t("about.none")}</p> : null}
      <ul className="b-tied">
        {action.about.map(({ type, id, number, name }) => (
          <li key={id}>
            <span>
              <span className="b-quiet">{t(`about.${type}`)} </span>
              <TextLink to={`${pages[type]}/${id}`}>
                {[number, name].filter((part) => part !== null).join(" ")}
              </TextLink>
            </span>
            {edit ? (
              <UntieButton path={path} version={action.version} type={type} id={id} name={number ?? name} />
            ) : null}
          </li>
        ))}
      </ul>
      {edit ? <TieForm path={path} version={action.version} types={subjectTypes} /> : null}
    </Section>
  );
}

/** One action: where it stands, and what one does next with it. */
export function ActionPage() {
  const t = useTexts(deviationTexts);
  const actionId = usePathParam("actionId");
  const [declining, setDeclining] = useState(false);
  const [editing, setEditing] = useState(false);
  const edit = useMay()("deviation:edit");
  const move = useEdit(() => setDeclining(false));
  const found = useQuery({
    queryKey: ["action", actionId],
    queryFn: ({ signal }) => api.get<ActionView>(`/actions/${actionId}`, {}, signal),
  });
  const path = [{ label: t("actions"), to: "/actions" }];
  const action = found.data;
  if (action === undefined)
    return (
      <>
        <PageHeader title={t("actions")} path={path} />
        <ErrorMessage error={found.error} onRetry={() => void found.refetch()} />
      </>
    );
  const moveTo = (state: ActionState, reason = "") =>
    move.mutate({
      method: "put",
      path: `/actions/${action.id}/state`,
      body: { state, reason },
      version: action.version,
    });
  const buttons = moves[action.state].map((state, index) => (
    <Button
      key={state}
      variant={index === 0 ? "primary" : "secondary"}
      {...(index === 0 ? { "data-primary-action": true } : {})}
      onClick={() => (state === "declined" ? setDeclining(true) : moveTo(state))}
    >
      {t(`move.${state}`)}
    </Button>
  ));
  return (
    <>
      <PageHeader
        title={action.title}
        above={action.number}
        path={path}
        actions={
          edit ? (
            <>
              {buttons}
              <Button variant="secondary" onClick={() => setEditing(true)}>
                {t("edit")}
              </Button>
            </>
          ) : undefined
        }
      />
      {declining ? null : <ErrorMessage error={move.error} />}
      <Facts action={action} />
      <About action={action} edit={edit} />
      {editing ? <ActionForm action={action} onClose={() => setEditing(false)} /> : null}
      <ConfirmDialog
        title={t("move.declined")}
        open={declining}
        onClose={() => setDeclining(false)}
        confirmLabel={t("move.declined")}
        withReason
        pending={move.isPending}
        error={move.error}
        onConfirm={(reason) => moveTo("declined", reason)}
      >
        {t("decline.what")}
      </ConfirmDialog>
    </>
  );
}
