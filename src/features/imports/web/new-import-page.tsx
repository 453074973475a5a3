import { Button } from "@digdir/designsystemet-react";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../../../web/api.ts";
import { useTexts } from "../../../web/context.tsx";
import { ErrorMessage } from "../../../web/kit/error-message.tsx";
import { SelectField, TextField } from "../../../web/kit/fields.tsx";
import { PageHeader, Section } from "../../../web/kit/page-header.tsx";
import { ProgressPanel } from "../../../web/kit/progress-panel.tsx";
import { useGo } from "../../../web/link.tsx";
import { notify } from "../../../web/notify.ts";
import { useLanguage } from "../../../web/preferences.ts";
import { targets, type ImportView, type Profile, type ProfileView, type ProposalView } from "../contract.ts";
import { startingProfile } from "./edit-profile.ts";
import { MappingTable } from "./mapping-table.tsx";
import { pageTexts } from "./page-texts.ts";
import { Preview } from "./preview.tsx";
import { Questions } from "./questions.tsx";
import { uploadFile, type Uploaded } from "./upload.ts";
import { wordsIn } from "./words.ts";
import "./imports.css";

/** A file is sent, its mapping proposed and mended, tried and imported. */
export function NewImportPage() {
  const t = useTexts(pageTexts);
  const [sent, setSent] = useState<{ file: File; bytes: number } | null>(null);
  const upload = useMutation({
    mutationFn: (file: File) => uploadFile(file, (bytes) => setSent({ file, bytes })),
  });
  return (
    <>
      <PageHeader title={t("new")} path={[{ label: t("title"), to: "/imports" }]} />
      <Section title={t("file")}>
        <label className="i-file">
          <span>{t("choose")}</span>
          <input
            type="file"
            accept=".csv,.txt,.xlsx,.zip"
            disabled={upload.isPending}
            onChange={(event) => {
              const [file] = event.target.files ?? [];
              if (file !== undefined) upload.mutate(file);
            }}
          />
        </label>
        <p className="b-quiet">{t("choose.help")}</p>
        {upload.isPending && sent !== null ? (
          <ProgressPanel title={t("uploading")} done={sent.bytes} total={sent.file.size} />
        ) : null}
        <ErrorMessage error={upload.error} />
      </Section>
      {upload.data === undefined ? null : <Mapping key={upload.data.id} file={upload.data} />}
    </>
  );
}

function Mapping({ file }: { readonly file: Uploaded }) {
  const t = useTexts(pageTexts);
  const words = wordsIn(useLanguage());
  const [target, setTarget] = useState("");
  const proposal = useQuery({
    queryKey: ["import-file", file.id, "proposal", target],
    queryFn: ({ signal }) => api.get<ProposalView>(`/import-files/${file.id}/proposal`, { target }, signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (proposal.isPending) return <ProgressPanel title={t("looking")} done={0} total={null} />;
  if (proposal.data === undefined) return <ErrorMessage error={proposal.error} />;
  return (
    <>
      <SelectField
        label={t("kind")}
        value={proposal.data.target}
        options={targets.map((value) => ({ value, label: words.target(value) }))}
        onChange={setTarget}
      />
      <Decide key={proposal.data.target} file={file} proposal={proposal.data} />
    </>
  );
}

function Decide({ file, proposal }: { readonly file: Uploaded; readonly proposal: ProposalView }) {
  const t = useTexts(pageTexts);
  const language = useLanguage();
  const [profile, setProfile] = useState<Profile>(() => startingProfile(proposal));
  const profiles = useQuery({
    queryKey: ["import-profile"],
    queryFn: ({ signal }) => api.get<{ items: ProfileView[] }>("/import-profiles", undefined, signal),
  });
  const fitting = (profiles.data?.items ?? []).filter((item) => item.profile.target === proposal.target);
  const choose = (key: string) =>
    setProfile(fitting.find((item) => item.key === key)?.profile ?? startingProfile(proposal));
  const proposed = profile.key === "proposed";
  return (
    <>
      <div className="i-settings">
        <SelectField
          label={t("profile")}
          value={fitting.some((item) => item.key === profile.key) ? profile.key : ""}
          none={t("profile.proposed")}
          options={fitting.map((item) => ({ value: item.key, label: item.profile.name[language] }))}
          onChange={choose}
        />
        <TextField
          label={t("zone")}
          value={profile.time.zone}
          onChange={(zone) => setProfile({ ...profile, time: { ...profile.time, zone } })}
        />
      </div>
      {proposed ? <Questions profile={profile} questions={proposal.questions} onChange={setProfile} /> : null}
      <MappingTable proposal={proposal} profile={profile} onChange={setProfile} />
      <Preview fileId={file.id} profile={profile} />
      <Begin file={file} profile={profile} />
    </>
  );
}

function Begin({ file, profile }: { readonly file: Uploaded; readonly profile: Profile }) {
  const t = useTexts(pageTexts);
  const go = useGo();
  const [source, setSource] = useState("");
  const [key, setKey] = useState("");
  // A proposal has no name of its own: two systems would be taken for one.
  const nameless = profile.key === "proposed";
  const ready = !nameless || source.trim() !== "";
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
  const save = useMutation({
    mutationFn: () =>
      api.post("/import-profiles", { profile: { ...profile, key, name: { sv: key, en: key } } }),
    onSuccess: () => notify(t("saved")),
  });
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
        <TextField
          label={t("save.key")}
          description={t("save.key.help")}
          value={key}
          onChange={setKey}
          optional
        />
      </div>
      <ErrorMessage error={start.error ?? save.error} />
      <div className="b-actions">
        <Button
          data-primary-action
          disabled={!ready}
          loading={start.isPending}
          onClick={() => start.mutate(false)}
        >
          {t("run")}
        </Button>
        <Button variant="secondary" disabled={!ready || start.isPending} onClick={() => start.mutate(true)}>
          {t("try")}
        </Button>
        <Button
          variant="tertiary"
          disabled={key === ""}
          loading={save.isPending}
          onClick={() => save.mutate()}
        >
          {t("save")}
        </Button>
      </div>
    </Section>
  );
}
