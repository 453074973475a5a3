import { useState } from "react";
import { z } from "zod";
import { useTexts } from "../context.tsx";
import { CheckField, RadioField, SelectField, TextField } from "../kit/fields.tsx";
import { Form } from "../kit/form.tsx";
import { InstantField, type PreciseValue } from "../kit/instant-field.tsx";
import { Section } from "../kit/page-header.tsx";
import { useForm } from "../kit/use-form.ts";
import { notify } from "../notify.ts";
import { kitPageTexts } from "./texts.ts";

const Example = z.object({
  title: z.string().min(3),
  unit: z.string(),
  reach: z.enum(["one", "all"]),
  shown: z.boolean(),
});

export function KitForm() {
  const t = useTexts(kitPageTexts);
  const [since, setSince] = useState<PreciseValue | null>({
    at: "2023-04-12T12:05:00Z",
    precision: "minute",
  });
  const form = useForm({
    schema: Example,
    initial: { title: "", unit: "", reach: "one", shown: false },
    submit: (value) => Promise.resolve(value.title),
    onDone: () => notify(t("done")),
  });
  return (
    <Section title={t("form")}>
      <Form form={form} submitLabel={t("act")}>
        <TextField label={t("form.title")} description={t("form.title.what")} {...form.text("title")} />
        <InstantField label={t("form.since")} value={since} onChange={setSince} />
        <SelectField
          label={t("form.unit")}
          none={t("form.choose")}
          options={[{ value: "2", label: t("tree.2") }]}
          {...form.text("unit")}
        />
        <RadioField
          label={t("form.reach")}
          options={[
            { value: "one", label: t("form.reach.one") },
            { value: "all", label: t("form.reach.all") },
          ]}
          {...form.text("reach")}
        />
        <CheckField label={t("form.public")} {...form.check("shown")} />
      </Form>
    </Section>
  );
}
