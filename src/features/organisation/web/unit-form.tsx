import { useQueryClient } from "@tanstack/react-query";
import { z } from "zod";
import { lineSchema } from "../../../shared/lists.ts";
import { api } from "../../../web/api.ts";
import { useTexts } from "../../../web/context.tsx";
import { Modal } from "../../../web/kit/confirm-dialog.tsx";
import { ChoiceField } from "../../../web/kit/choice-field.tsx";
import { SelectField, TextField } from "../../../web/kit/fields.tsx";
import { Form } from "../../../web/kit/form.tsx";
import { optionalChoice, optionalNumber } from "../../../web/kit/form-shapes.ts";
import { useForm } from "../../../web/kit/use-form.ts";
import { notify } from "../../../web/notify.ts";
import { unitKind, unitKinds, type UnitView } from "../contract.ts";
import { organisationTexts } from "../texts.ts";

const shape = z.object({
  name: lineSchema(),
  kind: unitKind,
  code: optionalChoice,
  peopleCount: optionalNumber,
  parentId: z.string().optional(),
});

interface UnitFormProps {
  /** The unit to edit; a new one under `parentId` where it is left out. */
  readonly unit?: UnitView;
  readonly parentId?: string | undefined;
  readonly onClose: () => void;
  readonly onSaved?: (unit: UnitView) => void;
}

/** Adds a unit, or edits one. */
export function UnitForm({ unit, parentId, onClose, onSaved }: UnitFormProps) {
  const t = useTexts(organisationTexts);
  const client = useQueryClient();
  const form = useForm({
    schema: shape,
    initial: unit === undefined ? { kind: "department", parentId } : { ...unit },
    submit: (value, idempotencyKey) =>
      unit === undefined
        ? api.post<UnitView>("/units", value, { idempotencyKey })
        : api.patch<UnitView>(`/units/${unit.id}`, sameRoot(value, unit), { version: unit.version }),
    onDone: (saved) => {
      void client.invalidateQueries({ queryKey: ["unit"] });
      notify(t(unit === undefined ? "unit.added" : "unit.saved"));
      onSaved?.(saved);
      onClose();
    },
  });
  const isRoot = unit !== undefined && unit.parentId === null;
  return (
    <Modal title={t(unit === undefined ? "unit.add" : "unit.edit")} open onClose={onClose}>
      <Form form={form} submitLabel={t("save")} onCancel={onClose}>
        <TextField label={t("name")} required {...form.text("name")} />
        {isRoot ? null : (
          <ChoiceField
            of="unit"
            label={t("parent")}
            none={t("choose")}
            without={unit === undefined ? [] : [unit.id]}
            {...form.text("parentId")}
          />
        )}
        <SelectField
          label={t("kind")}
          options={unitKinds.map((kind) => ({ value: kind, label: t(`kind.${kind}`) }))}
          {...form.text("kind")}
        />
        <TextField label={t("code")} optional description={t("code.what")} {...form.text("code")} />
        <TextField
          label={t("people")}
          optional
          description={t("people.what")}
          inputMode="numeric"
          {...form.text("peopleCount")}
        />
      </Form>
    </Modal>
  );
}

/** The topmost unit lies under none. */
function sameRoot(value: z.output<typeof shape>, unit: UnitView) {
  const { parentId, ...rest } = value;
  return unit.parentId === null ? rest : { ...rest, parentId };
}
