import { useQueryClient } from "@tanstack/react-query";
import { z } from "zod";
import { idSchema, lineSchema } from "../../../shared/lists.ts";
import { api } from "../../../web/api.ts";
import { useTexts } from "../../../web/context.tsx";
import { Modal } from "../../../web/kit/confirm-dialog.tsx";
import { ChoiceField } from "../../../web/kit/choice-field.tsx";
import { CheckField, SelectField, TextField } from "../../../web/kit/fields.tsx";
import { Form } from "../../../web/kit/form.tsx";
import { optionalChoice, optionalNumber, optionalText } from "../../../web/kit/form-shapes.ts";
import { useForm } from "../../../web/kit/use-form.ts";
import { useOptions } from "../../../web/kit/use-options.ts";
import { useGo } from "../../../web/link.tsx";
import { notify } from "../../../web/notify.ts";
import { serviceKind, serviceKinds, type ServiceView } from "../contract.ts";
import { catalogueTexts } from "../texts.ts";

const shape = z.object({
  name: lineSchema(),
  kind: serviceKind,
  areaId: optionalChoice,
  unitId: idSchema,
  description: optionalText,
  promisedRestoreMinutes: optionalNumber,
  vital: z.boolean().default(false),
  retired: z.boolean().optional(),
});

/** Adds a service and opens it, or edits one. */
export function ServiceForm(props: { readonly service?: ServiceView; readonly onClose: () => void }) {
  const { service, onClose } = props;
  const t = useTexts(catalogueTexts);
  const client = useQueryClient();
  const go = useGo();
  const areas = useOptions("service-area", "/service-areas");
  const form = useForm({
    schema: shape,
    initial:
      service === undefined ? { kind: "neither" } : { ...service, retired: service.retiredAt !== null },
    submit: (value, idempotencyKey) =>
      service === undefined
        ? api.post<ServiceView>("/services", value, { idempotencyKey })
        : api.patch<ServiceView>(`/services/${service.id}`, value, { version: service.version }),
    onDone: (saved) => {
      void client.invalidateQueries({ queryKey: ["service"] });
      notify(t("saved"));
      onClose();
      if (service === undefined) go(`/services/${saved.id}`);
    },
  });
  return (
    <Modal title={t(service === undefined ? "service.add" : "service.edit")} open onClose={onClose}>
      <Form form={form} submitLabel={t("save")} onCancel={onClose}>
        <TextField label={t("name")} required {...form.text("name")} />
        <ChoiceField of="unit" label={t("unit")} none={t("choose")} {...form.text("unitId")} />
        <SelectField label={t("area")} optional none="–" options={areas} {...form.text("areaId")} />
        <SelectField
          label={t("kind")}
          options={serviceKinds.map((kind) => ({ value: kind, label: t(`kind.${kind}`) }))}
          {...form.text("kind")}
        />
        <TextField
          label={t("promised.minutes")}
          optional
          inputMode="numeric"
          {...form.text("promisedRestoreMinutes")}
        />
        <TextField label={t("description")} optional rows={3} {...form.text("description")} />
        <CheckField label={t("vital")} {...form.check("vital")} />
        {service === undefined ? null : <CheckField label={t("retired.set")} {...form.check("retired")} />}
      </Form>
    </Modal>
  );
}
