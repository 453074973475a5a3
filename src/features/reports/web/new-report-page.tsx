import { useQueryClient } from "@tanstack/react-query";
import { z } from "zod";
import { languages } from "../../../shared/language.ts";
import { lineSchema } from "../../../shared/lists.ts";
import { parsePeriod } from "../../../shared/period-parser.ts";
import { periodWords } from "../../../shared/period-words.ts";
import { yearBefore } from "../../../shared/periods.ts";
import { api } from "../../../web/api.ts";
import { useBootstrap, useFormat, useTexts } from "../../../web/context.tsx";
import { CheckField, SelectField, TextField } from "../../../web/kit/fields.tsx";
import { optionalChoice } from "../../../web/kit/form-shapes.ts";
import { Form } from "../../../web/kit/form.tsx";
import { PageHeader } from "../../../web/kit/page-header.tsx";
import { useForm } from "../../../web/kit/use-form.ts";
import { useOptions } from "../../../web/kit/use-options.ts";
import { useGo } from "../../../web/link.tsx";
import type { ReportRow } from "../contract.ts";
import { pageTexts } from "./texts.ts";

const written = z
  .string()
  .trim()
  .min(1)
  .superRefine((text, context) => {
    const parsed = parsePeriod(text);
    if (!parsed.ok) context.addIssue({ code: "custom", params: { ...parsed.said }, input: text });
  });

const shape = z.object({
  period: written,
  compared: z.boolean().default(true),
  against: written.optional(),
  areaId: optionalChoice,
  language: z.enum(languages),
  title: lineSchema(200).optional(),
});

/** What a period is read as, and what it is compared with when nobody says otherwise. */
function useRead(text: unknown) {
  const { language } = useFormat();
  if (typeof text !== "string" || text.trim() === "") return null;
  const parsed = parsePeriod(text);
  if (!parsed.ok) return null;
  const before = yearBefore(parsed.period);
  return {
    words: periodWords(parsed.period, language),
    before: before.code,
    beforeWords: periodWords(before, language),
  };
}

export function NewReportPage() {
  const t = useTexts(pageTexts);
  const go = useGo();
  const client = useQueryClient();
  const { language } = useBootstrap();
  const areas = useOptions("service-area", "/service-areas");
  const form = useForm({
    schema: shape,
    initial: { language, compared: true },
    submit: ({ compared, against, ...value }, idempotencyKey) =>
      api.post<ReportRow>(
        "/reports",
        { ...value, ...(compared ? (against === undefined ? {} : { against }) : { against: null }) },
        { idempotencyKey },
      ),
    onDone: ({ id }) => {
      void client.invalidateQueries({ queryKey: ["report"] });
      go(`/reports/${id}`);
    },
  });
  const read = useRead(form.values["period"]);
  const against = useRead(form.values["against"]);
  const compared = form.values["compared"] === true;
  return (
    <>
      <PageHeader title={t("new")} lead={t("new.lead")} path={[{ label: t("title"), to: "/reports" }]} />
      <Form form={form} submitLabel={t("new.create")} onCancel={() => go("/reports")}>
        <TextField
          label={t("new.period")}
          description={read === null ? t("new.period.what") : read.words}
          required
          {...form.text("period")}
        />
        <CheckField label={t("new.compare")} {...form.check("compared")} />
        {compared ? (
          <TextField
            label={t("new.against")}
            optional
            description={
              against?.words ??
              (read === null
                ? t("new.against.what")
                : `${t("new.against.what")} ${read.beforeWords} (${read.before}).`)
            }
            {...form.text("against")}
          />
        ) : null}
        <SelectField
          label={t("new.area")}
          none={t("new.area.all")}
          options={areas}
          {...form.text("areaId")}
        />
        <SelectField
          label={t("new.language")}
          options={languages.map((value) => ({ value, label: t(`language.${value}`) }))}
          {...form.text("language")}
        />
        <TextField
          label={t("new.title")}
          optional
          description={t("new.title.what")}
          {...form.text("title")}
        />
      </Form>
    </>
  );
}
