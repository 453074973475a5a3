import { useQueryClient } from "@tanstack/react-query";
import { z } from "zod";
import { lineSchema } from "../../../shared/lists.ts";
import { preciseInstant } from "../../../shared/time.ts";
import { api } from "../../../web/api.ts";
import { useTexts } from "../../../web/context.tsx";
import { Modal } from "../../../web/kit/confirm-dialog.tsx";
import { ChoiceField } from "../../../web/kit/choice-field.tsx";
import { SelectField, TextField } from "../../../web/kit/fields.tsx";
import { Form } from "../../../web/kit/form.tsx";
import { optionalChoice, optionalNumber, optionalText } from "../../../web/kit/form-shapes.ts";
import { InstantField, type PreciseValue } from "../../../web/kit/instant-field.tsx";
import { useForm } from "../../../web/kit/use-form.ts";
import { useGo } from "../../../web/link.tsx";
import { notify } from "../../../web/notify.ts";
import { breachRisk, breachRisks, breachState, breachStates, type BreachView } from "../contract.ts";
import { breachTexts } from "../texts.ts";

const shape = z.object({
  title: lineSchema(),
  unitId: z.string(),
  state: breachState,
  risk: breachRisk.nullish().transform((risk) => risk ?? null),
  discovered: preciseInstant,
  serviceId: optionalChoice,
  systemId: optionalChoice,
  incident: optionalChoice,
  peopleCount: optionalNumber,
  recordCount: optionalNumber,
  description: optionalText,
});

function initialOf(breach: BreachView | undefined) {
  if (breach === undefined) return { state: "suspected" };
  const { service, system, incident, unit, ...rest } = breach;
  return {
    ...rest,
    unitId: unit.id,
    serviceId: service?.id ?? "",
    systemId: system?.id ?? "",
    incident: incident?.number ?? "",
    risk: breach.risk ?? "",
  };
}

/** Records a breach and goes to it, or edits one. */
export function BreachForm({
  breach,
  onClose,
}: {
  readonly breach?: BreachView;
  readonly onClose: () => void;
}) {
  const t = useTexts(breachTexts);
  const client = useQueryClient();
  const go = useGo();
  const form = useForm({
    schema: shape,
    initial: initialOf(breach),
    submit: ({ unitId, ...value }, idempotencyKey) =>
      breach === undefined
        ? api.post<BreachView>("/breaches", { ...value, unitId }, { idempotencyKey })
        : api.patch<BreachView>(`/breaches/${breach.id}`, value, { version: breach.version }),
    onDone: ({ id }) => {
      void client.invalidateQueries({ queryKey: ["breach"] });
      notify(t(breach === undefined ? "added" : "saved"));
      if (breach === undefined) go(`/breaches/${id}`);
      onClose();
    },
  });
  return (
    <Modal title={t(breach === undefined ? "add" : "edit")} open onClose={onClose}>
      <Form form={form} submitLabel={t("save")} onCancel={onClose}>
        <TextField label={t("title")} required {...form.text("title")} />
        {breach === undefined ? (
          <ChoiceField of="unit" label={t("unit")} required none={t("choose")} {...form.text("unitId")} />
        ) : null}
        <InstantField
          label={t("discovered")}
          value={breach?.discovered ?? null}
          onChange={(value: PreciseValue | null) => form.set("discovered", value ?? undefined)}
          error={form.error("discovered")}
        />
        <SelectField
          label={t("state")}
          options={breachStates.map((state) => ({ value: state, label: t(`state.${state}`) }))}
          {...form.text("state")}
        />
        <SelectField
          label={t("risk")}
          none={t("risk.null")}
          options={breachRisks.map((risk) => ({ value: risk, label: t(`risk.${risk}`) }))}
          {...form.text("risk")}
        />
        <ChoiceField
          of="service"
          label={t("service")}
          optional
          none={t("none")}
          {...form.text("serviceId")}
        />
        <ChoiceField of="system" label={t("system")} optional none={t("none")} {...form.text("systemId")} />
        <TextField
          label={t("incident")}
          optional
          description={t("incident.what")}
          {...form.text("incident")}
        />
        <TextField label={t("people")} optional inputMode="numeric" {...form.text("peopleCount")} />
        <TextField label={t("records")} optional inputMode="numeric" {...form.text("recordCount")} />
        <TextField label={t("description")} optional rows={4} {...form.text("description")} />
      </Form>
    </Modal>
  );
}
