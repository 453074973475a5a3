import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { z } from "zod";
import { idSchema, lineSchema } from "../../../shared/lists.ts";
import { api } from "../../../web/api.ts";
import { useTexts } from "../../../web/context.tsx";
import { Modal } from "../../../web/kit/confirm-dialog.tsx";
import { ChoiceField } from "../../../web/kit/choice-field.tsx";
import { ChoicesField } from "../../../web/kit/choices-field.tsx";
import { DateField } from "../../../web/kit/date-field.tsx";
import { CheckField, TextField } from "../../../web/kit/fields.tsx";
import { Form } from "../../../web/kit/form.tsx";
import { optionalDate, optionalNumber, optionalText } from "../../../web/kit/form-shapes.ts";
import { useForm } from "../../../web/kit/use-form.ts";
import { useGo } from "../../../web/link.tsx";
import { notify } from "../../../web/notify.ts";
import type { AgreementView } from "../contract.ts";
import { catalogueTexts } from "../texts.ts";

const shape = z.object({
  supplierId: idSchema,
  name: lineSchema(),
  reference: optionalText,
  validFrom: optionalDate,
  validTo: optionalDate,
  promisedRestoreMinutes: optionalNumber,
  processorAgreement: z.boolean().default(false),
  supportRoute: optionalText,
});

interface AgreementFormProps {
  readonly agreement?: AgreementView;
  readonly supplierId?: string;
  readonly onClose: () => void;
}

/** Adds an agreement and opens it, or edits one with the systems that it covers. */
export function AgreementForm({ agreement, supplierId, onClose }: AgreementFormProps) {
  const t = useTexts(catalogueTexts);
  const client = useQueryClient();
  const go = useGo();
  const [systemIds, setSystemIds] = useState(() => (agreement?.systems ?? []).map((system) => system.id));
  const form = useForm({
    schema: shape,
    initial: agreement === undefined ? { supplierId } : { ...agreement },
    submit: ({ supplierId: withWhom, ...value }, idempotencyKey) =>
      agreement === undefined
        ? api.post<AgreementView>(
            "/agreements",
            { ...value, supplierId: withWhom, systemIds },
            { idempotencyKey },
          )
        : api.patch<AgreementView>(
            `/agreements/${agreement.id}`,
            { ...value, systemIds },
            { version: agreement.version },
          ),
    onDone: (saved) => {
      void client.invalidateQueries({ queryKey: ["agreement"] });
      notify(t("saved"));
      onClose();
      if (agreement === undefined) go(`/agreements/${saved.id}`);
    },
  });
  return (
    <Modal title={t(agreement === undefined ? "agreement.add" : "agreement.edit")} open onClose={onClose}>
      <Form form={form} submitLabel={t("save")} onCancel={onClose}>
        <ChoiceField
          of="supplier"
          label={t("supplier")}
          none={t("choose")}
          disabled={agreement !== undefined}
          {...form.text("supplierId")}
        />
        <TextField label={t("name")} required {...form.text("name")} />
        <TextField label={t("reference")} optional {...form.text("reference")} />
        <DateField label={t("from")} optional {...form.text("validFrom")} />
        <DateField label={t("to")} optional {...form.text("validTo")} />
        <TextField
          label={t("promised.minutes")}
          optional
          inputMode="numeric"
          {...form.text("promisedRestoreMinutes")}
        />
        <CheckField label={t("processor")} {...form.check("processorAgreement")} />
        <TextField
          label={t("support")}
          optional
          rows={2}
          description={t("support.what")}
          {...form.text("supportRoute")}
        />
        <ChoicesField
          of="system"
          label={t("covers")}
          optional
          none={t("choose")}
          ids={systemIds}
          onChange={setSystemIds}
        />
      </Form>
    </Modal>
  );
}
