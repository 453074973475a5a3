import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../../../web/api.ts";
import { useTexts } from "../../../web/context.tsx";
import { ErrorMessage } from "../../../web/kit/error-message.tsx";
import { SelectField, TextField } from "../../../web/kit/fields.tsx";
import { PageHeader, Section } from "../../../web/kit/page-header.tsx";
import { ProgressPanel } from "../../../web/kit/progress-panel.tsx";
import { useLanguage } from "../../../web/preferences.ts";
import { targets, type Profile, type ProfileView, type ProposalView } from "../contract.ts";
import { Begin } from "./begin.tsx";
import { startingProfile } from "./edit-profile.ts";
import { FileChoice } from "./file-choice.tsx";
import { MappingTable } from "./mapping-table.tsx";
import { isDecided, keyOfQuestion, questionsNow } from "./open-questions.ts";
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
        <FileChoice
          label={t(sent === null ? "choose.button" : "choose.another")}
          name={sent?.file.name ?? null}
          disabled={upload.isPending}
          onFile={(file) => upload.mutate(file)}
        />
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
      <Decide key={proposal.data.target} file={file} proposal={proposal.data} onTarget={setTarget} />
    </>
  );
}

interface DecideProps {
  readonly file: Uploaded;
  readonly proposal: ProposalView;
  readonly onTarget: (target: string) => void;
}

function Decide({ file, proposal, onTarget }: DecideProps) {
  const t = useTexts(pageTexts);
  const language = useLanguage();
  const [profile, setProfile] = useState<Profile>(() => startingProfile(proposal));
  const [decided, setDecided] = useState<ReadonlySet<string>>(new Set());
  const questions = questionsNow(proposal, profile);
  const open = questions.filter((question) => !isDecided(question, profile, decided));
  const profiles = useQuery({
    queryKey: ["import-profile"],
    queryFn: ({ signal }) => api.get<{ items: ProfileView[] }>("/import-profiles", undefined, signal),
  });
  const fitting = (profiles.data?.items ?? []).filter((item) => item.profile.target === proposal.target);
  const choose = (key: string) =>
    setProfile(fitting.find((item) => item.key === key)?.profile ?? startingProfile(proposal));
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
      <Questions
        {...{ proposal, profile, questions, decided, onTarget }}
        onChange={setProfile}
        onDecided={(now) => setDecided(new Set([...decided, ...now.map(keyOfQuestion)]))}
      />
      <MappingTable proposal={proposal} profile={profile} onChange={setProfile} />
      <Preview fileId={file.id} profile={profile} />
      <Begin file={file} profile={profile} open={open} />
    </>
  );
}
