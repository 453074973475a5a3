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

/** Records a deviation, and goes to it. */
export function DeviationForm({ onClose }: { readonly onClose: () => void }) {
  const t = useTexts(deviationTexts);
  const client = useQueryClient();
  const go = useGo();
  const form = useForm({
    schema: shape,
    initial: { kind: "incident" },
    submit: (value, idempotencyKey) => api.post<DeviationView>("/deviations", value, { idempotencyKey }),
    onDone: ({ id }) => {
      void client.invalidateQueries({ queryKey: ["deviation"] });
      notify(t("added"));
      go(`/deviations/${id}`);
    },
  });
  return (
    <Modal title={t("add")} open onClose={onClose}>
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
          value={null}
          onChange={(value: PreciseValue | null) => form.set("found", value ?? undefined)}
          error={form.error("found")}
        />
        <TextField
          label={t("incidents.field")}
          optional
          description={t("incidents.field.what")}
          {...form.text("incidents")}
        />
        <TextField label={t("description")} optional rows={4} {...form.text("description")} />
      </Form>
    </Modal>
  );
}
