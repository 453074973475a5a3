import { Button } from "@digdir/designsystemet-react";
import { useState, type FormEvent } from "react";
import { useTexts } from "../../../web/context.tsx";
import { ChoiceField } from "../../../web/kit/choice-field.tsx";
import { ErrorMessage } from "../../../web/kit/error-message.tsx";
import { SelectField, TextField } from "../../../web/kit/fields.tsx";
import type { SubjectType } from "../contract.ts";
import { deviationTexts } from "../texts.ts";
import { useEdit } from "./use-edit.ts";
import "./deviations.css";

interface TieFormProps {
  /** `/deviations/…/links` or `/actions/…/links`. */
  readonly path: string;
  readonly version: number;
  /** What it can be tied to, the likeliest first. */
  readonly types: readonly SubjectType[];
}

/** Ties a record to another: by the number that people use, or by name where it has no number. */
export function TieForm({ path, version, types }: TieFormProps) {
  const t = useTexts(deviationTexts);
  const [type, setType] = useState<SubjectType>(types[0] ?? "incident");
  const [ref, setRef] = useState("");
  const tie = useEdit(() => setRef(""));
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (ref.trim() !== "") tie.mutate({ method: "post", path, version, body: { type, ref: ref.trim() } });
  };
  const change = (next: string) => {
    setType(types.find((one) => one === next) ?? type);
    setRef("");
  };
  return (
    <form className="b-tie" onSubmit={send}>
      <SelectField
        label={t("link.type")}
        value={type}
        options={types.map((value) => ({ value, label: t(`about.${value}`) }))}
        onChange={change}
      />
      {type === "service" || type === "system" ? (
        <ChoiceField
          key={type}
          of={type}
          label={t(`about.${type}`)}
          none={t("choose")}
          value={ref}
          onChange={setRef}
        />
      ) : (
        <TextField label={t("link.number")} value={ref} onChange={setRef} />
      )}
      <Button type="submit" variant="secondary" loading={tie.isPending}>
        {t("link")}
      </Button>
      <ErrorMessage error={tie.error} />
    </form>
  );
}
