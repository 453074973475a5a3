import { Alert, Button, ValidationMessage } from "@digdir/designsystemet-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { Temporal } from "temporal-polyfill";
import { lookUp } from "../../../../shared/texts.ts";
import { api, ApiError } from "../../../../web/api.ts";
import { useFormat, usePerson, useTexts } from "../../../../web/context.tsx";
import { Modal } from "../../../../web/kit/confirm-dialog.tsx";
import { ErrorMessage } from "../../../../web/kit/error-message.tsx";
import { CheckField, SelectField, TextField } from "../../../../web/kit/fields.tsx";
import { momentOf, now, parseDate } from "../../../../web/kit/local-time.ts";
import { useOptions } from "../../../../web/kit/use-options.ts";
import { notify } from "../../../../web/notify.ts";
import { peopleOnlyPermissions, type MadeKey } from "../../contract.ts";
import { keyTexts } from "../../keys.texts.ts";
import { permissionWords } from "../../permission-words.texts.ts";

const empty = { name: "", unitId: "", path: "", day: "" };
type Draft = typeof empty;

/** The key itself, this once. */
function Shown({ made, onClose }: { readonly made: MadeKey; readonly onClose: () => void }) {
  const t = useTexts(keyTexts);
  const copy = async () => {
    await navigator.clipboard.writeText(made.key);
    notify(t("copied"));
  };
  return (
    <Modal title={t("made")} open onClose={onClose}>
      <div className="b-form">
        <Alert data-color="warning">{t("made.lead")}</Alert>
        <div className="b-secret">
          <span className="b-quiet" id="made-key">
            {t("made.key")}
          </span>
          <code aria-labelledby="made-key">{made.key}</code>
        </div>
        <p>{t("made.use")}</p>
        <pre className="b-secret-use">Authorization: Bearer {made.made.hint}…</pre>
        <div className="b-actions">
          {isSecureContext ? (
            <Button variant="secondary" onClick={() => void copy()}>
              {t("copy")}
            </Button>
          ) : null}
          <Button onClick={onClose}>{t("done")}</Button>
        </div>
      </div>
    </Modal>
  );
}

function Permissions(props: {
  chosen: ReadonlySet<string>;
  onChange: (chosen: ReadonlySet<string>) => void;
}) {
  const t = useTexts(keyTexts);
  const { language } = useFormat();
  const held = (usePerson()?.permissions ?? []).filter((one) => !peopleOnlyPermissions.includes(one));
  const choose = (permission: string, wanted: boolean) => {
    const chosen = new Set(props.chosen);
    if (wanted) chosen.add(permission);
    else chosen.delete(permission);
    props.onChange(chosen);
  };
  return (
    <fieldset className="ds-fieldset b-key-permissions">
      <legend>{t("permissions")}</legend>
      <p className="b-quiet">{t("permissions.what")}</p>
      {held.map((permission) => (
        <CheckField
          key={permission}
          label={lookUp(language, [permissionWords], `permission.${permission}`) ?? permission}
          checked={props.chosen.has(permission)}
          onChange={(wanted) => choose(permission, wanted)}
        />
      ))}
    </fieldset>
  );
}

/** The end of that day where the organisation is; null while what is written is no day. */
function endOfDay(day: string, timeZone: string): string | null {
  const date = parseDate(day);
  return date === null ? null : momentOf(date.add({ days: 1 }), new Temporal.PlainTime(), timeZone).at;
}

function useMake(draft: Draft, chosen: ReadonlySet<string>) {
  const client = useQueryClient();
  const { timeZone } = useFormat();
  return useMutation({
    mutationFn: () =>
      api.post<MadeKey>("/account/api-keys", {
        name: draft.name,
        unitId: draft.unitId,
        permissions: [...chosen],
        expiresAt: endOfDay(draft.day, timeZone) ?? "",
        ...(draft.path.trim() === "" ? {} : { path: draft.path.trim() }),
      }),
    // The key stays in this answer alone, which goes with the dialog.
    gcTime: 0,
    onSuccess: () => void client.invalidateQueries({ queryKey: ["api-key"] }),
  });
}

/** A new key for a program: what it may do, where, and until when; then the key itself, once. */
export function MakeKey({ daysMax, onClose }: { readonly daysMax: number; readonly onClose: () => void }) {
  const t = useTexts(keyTexts);
  const { timeZone } = useFormat();
  const units = useOptions("unit", "/units");
  const inAMonth = Temporal.Instant.from(now())
    .toZonedDateTimeISO(timeZone)
    .toPlainDate()
    .add({ days: Math.min(daysMax - 1, 90) });
  const [draft, setDraft] = useState<Draft>({ ...empty, day: inAMonth.toString() });
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const making = useMake(draft, chosen);
  const field = (name: keyof Draft) => ({
    value: draft[name],
    onChange: (value: string) => setDraft({ ...draft, [name]: value }),
  });
  if (making.data !== undefined) return <Shown made={making.data} onClose={onClose} />;
  const faults = making.error instanceof ApiError ? making.error.errors : [];
  const ready = draft.name.trim() !== "" && draft.unitId !== "" && chosen.size > 0;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    making.mutate();
  };
  return (
    <Modal title={t("make")} open onClose={onClose}>
      <form className="b-form" onSubmit={submit}>
        <TextField
          label={t("name")}
          description={t("name.what")}
          required
          maxLength={80}
          {...field("name")}
        />
        <SelectField label={t("unit")} none={t("choose")} options={units} {...field("unitId")} />
        <Permissions chosen={chosen} onChange={setChosen} />
        <TextField
          label={t("expires")}
          description={t("expires.what", { days: daysMax })}
          required
          {...field("day")}
        />
        <TextField label={t("path")} description={t("path.what")} optional {...field("path")} />
        {faults.map((fault) => (
          <ValidationMessage key={fault.path}>{fault.message}</ValidationMessage>
        ))}
        {faults.length === 0 ? <ErrorMessage error={making.error} /> : null}
        <div className="b-actions">
          <Button type="submit" disabled={!ready} loading={making.isPending}>
            {t("make")}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
