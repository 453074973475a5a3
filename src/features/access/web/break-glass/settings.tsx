import { Button } from "@digdir/designsystemet-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { api } from "../../../../web/api.ts";
import { useTexts } from "../../../../web/context.tsx";
import { ErrorMessage } from "../../../../web/kit/error-message.tsx";
import { TextField } from "../../../../web/kit/fields.tsx";
import { Section } from "../../../../web/kit/page-header.tsx";
import { notify } from "../../../../web/notify.ts";
import { breakGlassTexts } from "../../break-glass.texts.ts";
import type { AccessSettings } from "../../contract.ts";

const fields = ["breakGlassDays", "breakGlassMinutes", "breakGlassTestMonths", "keyDaysMax"] as const;
type Draft = Readonly<Record<(typeof fields)[number], string>>;

function SettingsForm({ settings }: { readonly settings: AccessSettings }) {
  const t = useTexts(breakGlassTexts);
  const client = useQueryClient();
  const [draft, setDraft] = useState<Draft>({
    breakGlassDays: String(settings.breakGlassDays),
    breakGlassMinutes: String(settings.breakGlassMinutes),
    breakGlassTestMonths: String(settings.breakGlassTestMonths),
    keyDaysMax: String(settings.keyDaysMax),
  });
  const saving = useMutation({
    mutationFn: () => api.put<AccessSettings>("/access-settings", draft, { version: settings.version }),
    onSuccess: () => {
      notify(t("settings.saved"));
      void client.invalidateQueries({ queryKey: ["access-setting"] });
      void client.invalidateQueries({ queryKey: ["api-key"] });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    saving.mutate();
  };
  return (
    <form className="b-form" onSubmit={submit}>
      {fields.map((field) => (
        <TextField
          key={field}
          label={t(`settings.${field}`)}
          inputMode="numeric"
          required
          value={draft[field]}
          onChange={(value) => setDraft({ ...draft, [field]: value })}
        />
      ))}
      <ErrorMessage error={saving.error} />
      <div className="b-actions">
        <Button type="submit" variant="secondary" loading={saving.isPending}>
          {t("save")}
        </Button>
      </div>
    </form>
  );
}

/** How long sealed codes and keys hold; what is out already keeps its own time. */
export function AccessSettingsSection() {
  const t = useTexts(breakGlassTexts);
  const settings = useQuery({
    queryKey: ["access-setting"],
    queryFn: ({ signal }) => api.get<AccessSettings>("/access-settings", {}, signal),
  });
  return (
    <Section title={t("settings")}>
      <p className="b-quiet">{t("settings.lead")}</p>
      <ErrorMessage error={settings.error} onRetry={() => void settings.refetch()} />
      {settings.data === undefined ? null : (
        <SettingsForm key={settings.data.version} settings={settings.data} />
      )}
    </Section>
  );
}
