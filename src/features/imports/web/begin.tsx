import { Button } from "@digdir/designsystemet-react";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../../../web/api.ts";
import { useTexts } from "../../../web/context.tsx";
import { ErrorMessage } from "../../../web/kit/error-message.tsx";
import { TextField } from "../../../web/kit/fields.tsx";
import { Section } from "../../../web/kit/page-header.tsx";
import { useGo } from "../../../web/link.tsx";
import { notify } from "../../../web/notify.ts";
import { blockingQuestions, type ImportView, type Profile, type QuestionOut } from "../contract.ts";
import { pageTexts } from "./page-texts.ts";
import { sourceNameOf } from "./source-name.ts";
import type { Uploaded } from "./upload.ts";

interface Props {
  readonly file: Uploaded;
  readonly profile: Profile;
  /** What is still to decide. */
  readonly open: readonly QuestionOut[];
}

/** The file is tried or imported; what keeps a button dimmed stands beside it. */
export function Begin({ file, profile, open }: Props) {
  const t = useTexts(pageTexts);
  const go = useGo();
  // A proposal has no name of its own: two systems would be taken for one.
  const nameless = profile.key === "proposed";
  const [source, setSource] = useState(() => (nameless ? sourceNameOf(file.name) : ""));
  const sourced = !nameless || source.trim() !== "";
  const blocked = open.some(({ code }) => blockingQuestions.includes(code));
  const start = useMutation({
    mutationFn: (dry: boolean) =>
      api.post<ImportView>("/imports", {
        fileId: file.id,
        profile,
        dry,
        ...(source.trim() !== "" && { source: source.trim() }),
      }),
    onSuccess: (run) => go(`/imports/${run.id}`),
  });
  const why = [
    ...(sourced ? [] : [t("why.source")]),
    ...(open.length > 0 ? [t("why.open", { count: open.length })] : []),
    ...(blocked ? [t("why.blocked")] : []),
  ];
  return (
    <Section title={t("run")}>
      <div className="i-settings">
        <TextField
          label={t("source")}
          description={t("source.help")}
          value={source}
          {...(nameless ? { required: true } : { placeholder: profile.key })}
          onChange={setSource}
        />
      </div>
      <ErrorMessage error={start.error} />
      <p id="import-why" className="b-quiet" role="status">
        {why.join(" ")}
      </p>
      <div className="b-actions">
        <Button
          data-primary-action
          aria-describedby="import-why"
          disabled={!sourced || open.length > 0}
          loading={start.isPending && !start.variables}
          onClick={() => start.mutate(false)}
        >
          {t("run")}
        </Button>
        <Button
          variant="secondary"
          aria-describedby="import-why"
          disabled={!sourced || blocked || start.isPending}
          onClick={() => start.mutate(true)}
        >
          {t("try")}
        </Button>
      </div>
      <SaveProfile profile={profile} />
    </Section>
  );
}

function SaveProfile({ profile }: { readonly profile: Profile }) {
  const t = useTexts(pageTexts);
  const [key, setKey] = useState("");
  const save = useMutation({
    mutationFn: () =>
      api.post("/import-profiles", { profile: { ...profile, key, name: { sv: key, en: key } } }),
    onSuccess: () => notify(t("saved")),
  });
  return (
    <details className="i-save">
      <summary>{t("save")}</summary>
      <TextField label={t("save.key")} description={t("save.key.help")} value={key} onChange={setKey} />
      <ErrorMessage error={save.error} />
      <div className="b-actions">
        <Button
          variant="secondary"
          disabled={key === ""}
          loading={save.isPending}
          onClick={() => save.mutate()}
        >
          {t("save")}
        </Button>
        {key === "" ? <span className="b-quiet">{t("why.save")}</span> : null}
      </div>
    </details>
  );
}
