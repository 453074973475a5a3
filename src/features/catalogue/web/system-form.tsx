import { Button } from "@digdir/designsystemet-react";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { z } from "zod";
import { idSchema, lineSchema } from "../../../shared/lists.ts";
import { api } from "../../../web/api.ts";
import { useTexts } from "../../../web/context.tsx";
import { Modal } from "../../../web/kit/confirm-dialog.tsx";
import { ChoiceField } from "../../../web/kit/choice-field.tsx";
import { DateField } from "../../../web/kit/date-field.tsx";
import { CheckField, SelectField, TextField } from "../../../web/kit/fields.tsx";
import { parseDate } from "../../../web/kit/local-time.ts";
import { Form } from "../../../web/kit/form.tsx";
import { optionalText } from "../../../web/kit/form-shapes.ts";
import { useForm } from "../../../web/kit/use-form.ts";
import { useGo } from "../../../web/link.tsx";
import { notify } from "../../../web/notify.ts";
import { supplierRoles, type SystemView } from "../contract.ts";
import { catalogueTexts } from "../texts.ts";

const shape = z.object({
  name: lineSchema(),
  unitId: idSchema,
  maker: optionalText,
  description: optionalText,
  retired: z.boolean().optional(),
});

interface Supplied {
  readonly key: number;
  readonly supplierId: string;
  readonly role: string;
  readonly validFrom: string;
  readonly validTo: string;
}

function suppliedOf(system: SystemView | undefined): Supplied[] {
  return (system?.suppliers ?? []).map((row, key) => ({
    key,
    supplierId: row.supplierId,
    role: row.role,
    validFrom: row.validFrom ?? "",
    validTo: row.validTo ?? "",
  }));
}

const dayOf = (text: string) => parseDate(text)?.toString() ?? (text || null);

/** Rows without a supplier are left out: nothing was chosen in them. */
function toSend(rows: readonly Supplied[]) {
  return rows
    .filter((row) => row.supplierId !== "")
    .map(({ supplierId, role, validFrom, validTo }) => ({
      supplierId,
      role,
      validFrom: dayOf(validFrom),
      validTo: dayOf(validTo),
    }));
}

/** Adds a system and opens it, or edits one with its suppliers over time. */
export function SystemForm(props: { readonly system?: SystemView; readonly onClose: () => void }) {
  const { system, onClose } = props;
  const t = useTexts(catalogueTexts);
  const client = useQueryClient();
  const go = useGo();
  const [supplied, setSupplied] = useState(() => suppliedOf(system));
  const form = useForm({
    schema: shape,
    initial: system === undefined ? {} : { ...system, retired: system.retiredAt !== null },
    submit: (value, idempotencyKey) => {
      const body = { ...value, suppliers: toSend(supplied) };
      return system === undefined
        ? api.post<SystemView>("/systems", body, { idempotencyKey })
        : api.patch<SystemView>(`/systems/${system.id}`, body, { version: system.version });
    },
    onDone: (saved) => {
      void client.invalidateQueries({ queryKey: ["system"] });
      notify(t("saved"));
      onClose();
      if (system === undefined) go(`/systems/${saved.id}`);
    },
  });
  return (
    <Modal title={t(system === undefined ? "system.add" : "system.edit")} open onClose={onClose}>
      <Form form={form} submitLabel={t("save")} onCancel={onClose}>
        <TextField label={t("name")} required {...form.text("name")} />
        <ChoiceField of="unit" label={t("owner")} none={t("choose")} {...form.text("unitId")} />
        <TextField label={t("maker")} optional {...form.text("maker")} />
        <SuppliedRows rows={supplied} onChange={setSupplied} />
        <TextField label={t("description")} optional rows={3} {...form.text("description")} />
        {system === undefined ? null : <CheckField label={t("retired.set")} {...form.check("retired")} />}
      </Form>
    </Modal>
  );
}

function SuppliedRows(props: {
  readonly rows: readonly Supplied[];
  readonly onChange: (rows: Supplied[]) => void;
}) {
  const { rows, onChange } = props;
  const t = useTexts(catalogueTexts);
  const set = (key: number, change: Partial<Supplied>) =>
    onChange(rows.map((row) => (row.key === key ? { ...row, ...change } : row)));
  const add = () => {
    const key = Math.max(0, ...rows.map((row) => row.key)) + 1;
    onChange([...rows, { key, supplierId: "", role: "supplier", validFrom: "", validTo: "" }]);
  };
  return (
    <>
      {rows.map((row, index) => (
        <div key={row.key} className="b-supplied" role="group" aria-label={`${t("supplier")} ${index + 1}`}>
          <ChoiceField
            of="supplier"
            label={t("supplier")}
            none={t("choose")}
            value={row.supplierId}
            onChange={(supplierId) => set(row.key, { supplierId })}
          />
          <SelectField
            label={t("supplier.role")}
            options={supplierRoles.map((role) => ({ value: role, label: t(`role.${role}`) }))}
            value={row.role}
            onChange={(role) => set(row.key, { role })}
          />
          <DateField
            label={t("from")}
            value={row.validFrom}
            onChange={(validFrom) => set(row.key, { validFrom })}
          />
          <DateField label={t("to")} value={row.validTo} onChange={(validTo) => set(row.key, { validTo })} />
          <Button
            type="button"
            variant="tertiary"
            data-color="danger"
            onClick={() => onChange(rows.filter((other) => other.key !== row.key))}
          >
            {t("supplied.remove", { number: index + 1 })}
          </Button>
        </div>
      ))}
      <div>
        <Button type="button" variant="secondary" onClick={add}>
          {t("supplied.add")}
        </Button>
      </div>
    </>
  );
}
