import { PencilIcon, TrashIcon } from "@navikt/aksel-icons";
import { Button } from "@digdir/designsystemet-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../../../web/api.ts";
import { useMay, useTexts } from "../../../web/context.tsx";
import type { SlotProps } from "../../../web/feature.ts";
import { ConfirmDialog } from "../../../web/kit/confirm-dialog.tsx";
import { ErrorMessage } from "../../../web/kit/error-message.tsx";
import { Section } from "../../../web/kit/page-header.tsx";
import type { ListPage } from "../../../web/kit/use-list.ts";
import { TextLink } from "../../../web/link.tsx";
import { notify } from "../../../web/notify.ts";
import type { ActivityView } from "../contract.ts";
import { catalogueTexts } from "../texts.ts";
import { ActivityForm } from "./activity-form.tsx";
import "./catalogue.css";

function RemoveActivity(props: { readonly activity: ActivityView; readonly onClose: () => void }) {
  const { activity, onClose } = props;
  const t = useTexts(catalogueTexts);
  const client = useQueryClient();
  const removal = useMutation({
    mutationFn: () => api.delete(`/activities/${activity.id}`, { version: activity.version }),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ["activity"] });
      notify(t("removed"));
      onClose();
    },
  });
  return (
    <ConfirmDialog
      open
      danger
      title={t("remove.title", { name: activity.name })}
      confirmLabel={t("remove")}
      pending={removal.isPending}
      error={removal.error}
      onClose={onClose}
      onConfirm={() => removal.mutate()}
    >
      {t("activity.remove.what", { name: activity.name })}
    </ConfirmDialog>
  );
}

/** What it needs, as links; what nothing is said of is a gap, and is said. */
function Needed({ activity }: { readonly activity: ActivityView }) {
  const t = useTexts(catalogueTexts);
  if (activity.services.length === 0) return <span className="b-quiet">{t("activity.needs.none")}</span>;
  return (
    <span className="b-quiet">
      {t("activity.needs.of")}{" "}
      {activity.services.map(({ id, name }, index) => (
        <span key={id}>
          {index === 0 ? "" : ", "}
          <TextLink to={`/services/${id}`}>{name}</TextLink>
        </span>
      ))}
    </span>
  );
}

interface ActivityRowProps {
  readonly activity: ActivityView;
  /** Whether it is a unit's under the one shown. */
  readonly below: boolean;
  /** Undefined for those who only read. */
  readonly onOpen: ((act: "edit" | "remove") => void) | undefined;
}

function ActivityRow({ activity, below, onOpen }: ActivityRowProps) {
  const t = useTexts(catalogueTexts);
  const { name } = activity;
  return (
    <li>
      <span className="b-activity">
        <span>
          {name}
          {below ? <span className="b-quiet"> · {activity.unitName}</span> : null}
        </span>
        <Needed activity={activity} />
      </span>
      {onOpen === undefined ? null : (
        <span className="b-row-acts">
          <Button
            icon
            variant="tertiary"
            aria-label={t("activity.edit.of", { name })}
            onClick={() => onOpen("edit")}
          >
            <PencilIcon aria-hidden />
          </Button>
          <Button
            icon
            variant="tertiary"
            data-color="danger"
            aria-label={t("use.remove", { name })}
            onClick={() => onOpen("remove")}
          >
            <TrashIcon aria-hidden />
          </Button>
        </span>
      )}
    </li>
  );
}

type Open = { readonly act: "add" } | { readonly act: "edit" | "remove"; readonly activity: ActivityView };

function Dialogs(props: { readonly unitId: string; readonly open: Open; readonly onClose: () => void }) {
  const { unitId, open, onClose } = props;
  if (open.act === "add") return <ActivityForm unitId={unitId} onClose={onClose} />;
  if (open.act === "remove") return <RemoveActivity activity={open.activity} onClose={onClose} />;
  return <ActivityForm unitId={unitId} activity={open.activity} onClose={onClose} />;
}

/** On a unit's page: what it does and must keep doing, with all under it, and which services that takes. */
export function UnitActivities({ subjectId = "" }: SlotProps) {
  const t = useTexts(catalogueTexts);
  const editable = useMay()("catalogue:edit");
  const [open, setOpen] = useState<Open | null>(null);
  const activities = useQuery({
    queryKey: ["activity", "of-unit", subjectId],
    queryFn: ({ signal }) =>
      api.get<ListPage<ActivityView>>("/activities", { unitId: subjectId, limit: 500 }, signal),
  });
  const items = activities.data?.items ?? [];
  const add = editable ? (
    <Button variant="secondary" onClick={() => setOpen({ act: "add" })}>
      {t("activity.add")}
    </Button>
  ) : undefined;
  return (
    <Section title={t("activities")} actions={add}>
      <ErrorMessage error={activities.error} onRetry={() => void activities.refetch()} />
      {activities.data !== undefined && items.length === 0 ? (
        <p className="b-quiet">{t("activities.none")}</p>
      ) : null}
      <ul className="b-rows">
        {items.map((activity) => (
          <ActivityRow
            key={activity.id}
            activity={activity}
            below={activity.unitId !== subjectId}
            onOpen={editable ? (act) => setOpen({ act, activity }) : undefined}
          />
        ))}
      </ul>
      {open === null ? null : <Dialogs unitId={subjectId} open={open} onClose={() => setOpen(null)} />}
    </Section>
  );
}
