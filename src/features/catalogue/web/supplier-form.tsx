import { useQueryClient } from "@tanstack/react-query";
import { z } from "zod";
import { lineSchema } from "../../../shared/lists.ts";
import { api } from "../../../web/api.ts";
import { useTexts } from "../../../web/context.tsx";
import { Modal } from "../../../web/kit/confirm-dialog.tsx";
import { TextField } from "../../../web/kit/fields.tsx";
import { Form } from "../../../web/kit/form.tsx";
import { optionalText } from "../../../web/kit/form-shapes.ts";
import { useForm } from "../../../web/kit/use-form.ts";
import { useGo } from "../../../web/link.tsx";
import { notify } from "../../../web/notify.ts";
import type { SupplierView } from "../contract.ts";
import { catalogueTexts } from "../texts.ts";

const shape = z.object({ name: lineSchema(), supportRoute: optionalText });

/** Adds a supplier and opens it, or edits one. */
export function SupplierForm(props: { readonly supplier?: SupplierView; readonly onClose: () => void }) {
  const { supplier, onClose } = props;
  const t = useTexts(catalogueTexts);
  const client = useQueryClient();
  const go = useGo();
  const form = useForm({
    schema: shape,
    initial: { ...supplier },
    submit: (value, idempotencyKey) =>
      supplier === undefined
        ? api.post<SupplierView>("/suppliers", value, { idempotencyKey })
        : api.patch<SupplierView>(`/suppliers/${supplier.id}`, value, { version: supplier.version }),
    onDone: (saved) => {
      void client.invalidateQueries({ queryKey: ["supplier"] });
      notify(t("saved"));
      onClose();
      if (supplier === undefined) go(`/suppliers/${saved.id}`);
    },
  });
  return (
    <Modal title={t(supplier === undefined ? "supplier.add" : "supplier.edit")} open onClose={onClose}>
      <Form form={form} submitLabel={t("save")} onCancel={onClose}>
        <TextField label={t("name")} required {...form.text("name")} />
        <TextField
          label={t("support")}
          optional
          rows={3}
          description={t("support.what")}
          {...form.text("supportRoute")}
        />
      </Form>
    </Modal>
  );
}
