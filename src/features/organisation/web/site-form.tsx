import { useQueryClient } from "@tanstack/react-query";
import { z } from "zod";
import { idSchema, lineSchema } from "../../../shared/lists.ts";
import { api } from "../../../web/api.ts";
import { useTexts } from "../../../web/context.tsx";
import { Modal } from "../../../web/kit/confirm-dialog.tsx";
import { ChoiceField } from "../../../web/kit/choice-field.tsx";
import { TextField } from "../../../web/kit/fields.tsx";
import { Form } from "../../../web/kit/form.tsx";
import { optionalChoice, optionalNumber, optionalText } from "../../../web/kit/form-shapes.ts";
import { useForm } from "../../../web/kit/use-form.ts";
import { notify } from "../../../web/notify.ts";
import type { SiteView } from "../contract.ts";
import { organisationTexts } from "../texts.ts";

const shape = z.object({
  name: lineSchema(),
  unitId: idSchema,
  code: optionalChoice,
  kind: optionalText,
  address: optionalText,
  peopleCount: optionalNumber,
});

interface SiteFormProps {
  readonly site?: SiteView;
  readonly unitId?: string | undefined;
  readonly onClose: () => void;
}

/** Adds a site, or edits one. */
export function SiteForm({ site, unitId, onClose }: SiteFormProps) {
  const t = useTexts(organisationTexts);
  const client = useQueryClient();
  const form = useForm({
    schema: shape,
    initial: site === undefined ? { unitId } : { ...site },
    submit: (value, idempotencyKey) =>
      site === undefined
        ? api.post<SiteView>("/sites", value, { idempotencyKey })
        : api.patch<SiteView>(`/sites/${site.id}`, value, { version: site.version }),
    onDone: () => {
      void client.invalidateQueries({ queryKey: ["site"] });
      notify(t(site === undefined ? "site.added" : "site.saved"));
      onClose();
    },
  });
  return (
    <Modal title={t(site === undefined ? "site.add" : "site.edit")} open onClose={onClose}>
      <Form form={form} submitLabel={t("save")} onCancel={onClose}>
        <TextField label={t("name")} required {...form.text("name")} />
        <ChoiceField of="unit" label={t("unit")} none={t("choose")} {...form.text("unitId")} />
        <TextField label={t("site.kind")} optional description={t("site.kind.what")} {...form.text("kind")} />
        <TextField label={t("address")} optional {...form.text("address")} />
        <TextField label={t("code")} optional description={t("site.code.what")} {...form.text("code")} />
        <TextField label={t("people")} optional inputMode="numeric" {...form.text("peopleCount")} />
      </Form>
    </Modal>
  );
}
