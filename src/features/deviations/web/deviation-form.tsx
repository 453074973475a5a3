import { useState } from "react";
import { z } from "zod";
import { lineSchema } from "../../../shared/lists.ts";
import { preciseInstant } from "../../../shared/time.ts";
import { useQueryClient } from "@tanstack/react-query";
import { api } from "../../../web/api.ts";
import { useTexts } from "../../../web/context.tsx";
import { Modal } from "../../../web/kit/confirm-dialog.tsx";
import { ChoiceField } from "../../../web/kit/choice-field.tsx";
import { SelectField, TextField } from "../../../web/kit/fields.tsx";
import { Form } from "../../../web/kit/form.tsx";
import { optionalChoice, optionalText } from "../../../web/kit/form-shapes.ts";
import { InstantField, type PreciseValue } from "../../../web/kit/instant-field.tsx";
import { useForm } from "../../../web/kit/use-form.ts";
import { useGo } from "../../../web/link.tsx";
import { notify } from "../../../web/notify.ts";
import { deviationKind, deviationKinds, type DeviationView } from "../contract.ts";
import { deviationTexts } from "../texts.ts";

const shape = z.object({
  title: lineSchema(),
  kind: deviationKind,
  serviceId: z.string(),
  systemId: optionalChoice,
  description: optionalText,
  found: preciseInstant,
  incidents: optionalText.transform((text) => text.split(/[\s,;]+/u).filter((one) => one !== "")),
});

function initialOf(deviation: DeviationView | undefined) {
  if (deviation === undefined) return { kind: "incident" };
  const { title, kind, service, system, description, found } = deviation;
  return { title, kind, description, found, serviceId: service.id, systemId: system?.id ?? "" };
}

interface DeviationFormProps {
  /** The one to edit; a new one where it is left out. */
  readonly deviation?: DeviationView;
  readonly onClose: () => void;
}

/** Records a deviation and goes to it, or edits one. */
export function DeviationForm({ deviation, onClose }: DeviationFormProps) {
  const t = useTexts(deviationTexts);
  const client = useQueryClient();
  const go = useGo();
  const [version] = useState(deviation?.version);
  const form = useForm({
    schema: shape,
    initial: initialOf(deviation),
    submit: ({ incidents, ...value }, idempotencyKey) =>
      deviation === undefined
        ? api.post<DeviationView>("/deviations", { ...value, incidents }, { idempotencyKey })
        : api.patch<DeviationView>(`/deviations/${deviation.id}`, value, { version }),
    onDone: ({ id }) => {
      void client.invalidateQueries({ queryKey: ["deviation"] });
      notify(t(deviation === undefined ? "added" : "saved"));
      if (deviation === undefined) go(`/deviations/${id}`);
      onClose();
    },
  });
  return (
    <Modal title={t(deviation === undefined ? "add" : "edit")} open onClose={onClose}>
      <Form form={form} submitLabel={t("save")} onCancel={onClose}>
        <TextField label={t("title")} required {...form.text("title")} />
        <SelectField
          label={t("kind")}
          options={deviationKinds.map((kind) => ({ value: kind, label: t(`kind.${kind}`) }))}
          {...form.text("kind")}
        />
        <ChoiceField
          of="service"
          label={t("service")}
          required
          none={t("choose")}
          {...form.text("serviceId")}
        />
        <ChoiceField of="system" label={t("system")} optional none={t("none")} {...form.text("systemId")} />
        <InstantField
          label={t("found")}
          value={deviation?.found ?? null}
          onChange={(value: PreciseValue | null) => form.set("found", value ?? undefined)}
          error={form.error("found")}
        />
        {deviation === undefined ? (
          <TextField
            label={t("incidents.field")}
            optional
            description={t("incidents.field.what")}
            {...form.text("incidents")}
          />
        ) : null}
        <TextField label={t("description")} optional rows={4} {...form.text("description")} />
      </Form>
    </Modal>
  );
}
