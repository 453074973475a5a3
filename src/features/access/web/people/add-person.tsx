import { useQueryClient } from "@tanstack/react-query";
import { z } from "zod";
import { idSchema, lineSchema } from "../../../../shared/lists.ts";
import { api } from "../../../../web/api.ts";
import { useTexts } from "../../../../web/context.tsx";
import { Modal } from "../../../../web/kit/confirm-dialog.tsx";
import { SelectField, TextField } from "../../../../web/kit/fields.tsx";
import { Form } from "../../../../web/kit/form.tsx";
import { useForm } from "../../../../web/kit/use-form.ts";
import { useOptions } from "../../../../web/kit/use-options.ts";
import { notify } from "../../../../web/notify.ts";
import { emailSchema, passwordSchema, roleSchema, type PersonView } from "../../contract.ts";
import { accessTexts } from "../../texts.ts";
import { useRoleOptions } from "../roles/use-roles.ts";

const shape = z.object({
  name: lineSchema(),
  email: emailSchema,
  title: z.string().trim().max(200).optional(),
  password: passwordSchema.optional(),
  role: roleSchema,
  unitId: idSchema,
});

/** A new person with a first role; more roles are given afterwards. */
export function AddPerson({ onClose }: { readonly onClose: () => void }) {
  const t = useTexts(accessTexts);
  const client = useQueryClient();
  const units = useOptions("unit", "/units");
  const roles = useRoleOptions();
  const form = useForm({
    schema: shape,
    initial: { role: "reader" },
    submit: ({ role, unitId, ...person }, idempotencyKey) =>
      api.post<PersonView>("/people", { ...person, grants: [{ role, unitId }] }, { idempotencyKey }),
    onDone: (person) => {
      void client.invalidateQueries({ queryKey: ["person"] });
      notify(t("added", { name: person.name }));
      onClose();
    },
  });
  return (
    <Modal title={t("add")} open onClose={onClose}>
      <p className="b-quiet">{t("add.lead")}</p>
      <Form form={form} submitLabel={t("add")} onCancel={onClose}>
        <TextField label={t("name")} required autoComplete="off" {...form.text("name")} />
        <TextField label={t("email")} type="email" required autoComplete="off" {...form.text("email")} />
        <TextField label={t("title")} optional {...form.text("title")} />
        <TextField
          label={t("password")}
          description={t("password.what")}
          type="password"
          optional
          autoComplete="new-password"
          {...form.text("password")}
        />
        <SelectField label={t("role")} options={roles} {...form.text("role")} />
        <SelectField label={t("unit")} none={t("choose")} options={units} {...form.text("unitId")} />
      </Form>
    </Modal>
  );
}
