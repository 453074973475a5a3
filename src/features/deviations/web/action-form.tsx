import { useState } from "react";
import { useQueryClient } from "@tanstack/react-query";
import { z } from "zod";
import { lineSchema } from "../../../shared/lists.ts";
import { api } from "../../../web/api.ts";
import { useTexts } from "../../../web/context.tsx";
import { Modal } from "../../../web/kit/confirm-dialog.tsx";
import { ChoiceField } from "../../../web/kit/choice-field.tsx";
import { DateField } from "../../../web/kit/date-field.tsx";
import { CheckField, TextField } from "../../../web/kit/fields.tsx";
import { Form } from "../../../web/kit/form.tsx";
import { optionalChoice, optionalDate, optionalText } from "../../../web/kit/form-shapes.ts";
import { useForm } from "../../../web/kit/use-form.ts";
import { useGo } from "../../../web/link.tsx";
import { notify } from "../../../web/notify.ts";
import type { ActionView, DeviationView } from "../contract.ts";
import { deviationTexts } from "../texts.ts";

const shape = z.object({
  title: lineSchema(),
  description: optionalText,
  ownerRole: optionalText,
  dueOn: optionalDate,
  supplierId: optionalChoice,
  serviceId: optionalChoice,
  recommended: z.boolean().optional(),
});

function initialOf(action: ActionView | undefined) {
  if (action === undefined) return {};
  const { title, description, ownerRole, dueOn, supplier, recommended } = action;
  return { title, description, ownerRole, dueOn, recommended, supplierId: supplier?.id ?? "" };
}

interface ActionFormProps {
  /** The one to edit; a new one where it is left out. */
  readonly action?: ActionView;
  /** What a new one comes from. */
  readonly deviation?: DeviationView;
  readonly onClose: () => void;
}

/** Proposes an action, about a deviation where it comes from one, or edits one. */
export function ActionForm({ action, deviation, onClose }: ActionFormProps) {
  const t = useTexts(deviationTexts);
  const client = useQueryClient();
  const go = useGo();
  const [version] = useState(action?.version);
  const form = useForm({
    schema: shape,
    initial: initialOf(action),
    submit: ({ serviceId, ...value }, idempotencyKey) => {
      if (action !== undefined) return api.patch<ActionView>(`/actions/${action.id}`, value, { version });
      const about =
        deviation === undefined
          ? [serviceId ?? []].flat().map((ref) => ({ type: "service", ref }))
          : [{ type: "deviation", ref: deviation.id }];
      return api.post<ActionView>("/actions", { ...value, about }, { idempotencyKey });
    },
    onDone: ({ id }) => {
      void client.invalidateQueries({ queryKey: ["action"] });
      void client.invalidateQueries({ queryKey: ["deviation"] });
      notify(t(action === undefined ? "added.action" : "saved"));
      if (action === undefined && deviation === undefined) go(`/actions/${id}`);
      onClose();
    },
  });
  return (
    <Modal title={t(action === undefined ? "add.action" : "edit.action")} open onClose={onClose}>
      <Form form={form} submitLabel={t("save")} onCancel={onClose}>
        <TextField label={t("title")} required {...form.text("title")} />
        {action === undefined && deviation === undefined ? (
          <ChoiceField
            of="service"
            label={t("service")}
            optional
            none={t("none")}
            {...form.text("serviceId")}
          />
        ) : null}
        <TextField label={t("owner")} optional {...form.text("ownerRole")} />
        <DateField label={t("due")} optional {...form.text("dueOn")} />
        <ChoiceField
          of="supplier"
          label={t("supplier")}
          optional
          none={t("none")}
          {...form.text("supplierId")}
        />
        <CheckField label={t("recommended")} {...form.check("recommended")} />
        <TextField label={t("description")} optional rows={4} {...form.text("description")} />
      </Form>
    </Modal>
  );
}
