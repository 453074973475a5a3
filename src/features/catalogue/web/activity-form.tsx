import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { z } from "zod";
import { lineSchema } from "../../../shared/lists.ts";
import { api } from "../../../web/api.ts";
import { useTexts } from "../../../web/context.tsx";
import { Modal } from "../../../web/kit/confirm-dialog.tsx";
import { ChoicesField } from "../../../web/kit/choices-field.tsx";
import { TextField } from "../../../web/kit/fields.tsx";
import { Form } from "../../../web/kit/form.tsx";
import { useForm } from "../../../web/kit/use-form.ts";
import { notify } from "../../../web/notify.ts";
import type { ActivityView } from "../contract.ts";
import { catalogueTexts } from "../texts.ts";

const shape = z.object({ name: lineSchema() });

interface ActivityFormProps {
  readonly unitId: string;
  readonly activity?: ActivityView;
  readonly onClose: () => void;
}

/** Adds an activity of the unit, or edits one, with the services that it needs. */
export function ActivityForm({ unitId, activity, onClose }: ActivityFormProps) {
  const t = useTexts(catalogueTexts);
  const client = useQueryClient();
  const [serviceIds, setServiceIds] = useState(() => (activity?.services ?? []).map(({ id }) => id));
  const form = useForm({
    schema: shape,
    initial: { name: activity?.name },
    submit: ({ name }, idempotencyKey) =>
      activity === undefined
        ? api.post<ActivityView>("/activities", { unitId, name, serviceIds }, { idempotencyKey })
        : api.patch<ActivityView>(
            `/activities/${activity.id}`,
            { name, serviceIds },
            { version: activity.version },
          ),
    onDone: () => {
      void client.invalidateQueries({ queryKey: ["activity"] });
      notify(t("saved"));
      onClose();
    },
  });
  return (
    <Modal title={t(activity === undefined ? "activity.add" : "activity.edit")} open onClose={onClose}>
      <Form form={form} submitLabel={t("save")} onCancel={onClose}>
        <TextField label={t("name")} description={t("activity.name.what")} required {...form.text("name")} />
        <ChoicesField
          of="service"
          label={t("activity.needs")}
          optional
          none={t("choose")}
          query={{ retired: "false" }}
          ids={serviceIds}
          onChange={setServiceIds}
        />
      </Form>
    </Modal>
  );
}
