import { Button } from "@digdir/designsystemet-react";
import { useMutation } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import type { PersonView, RecoveryCodes, SignInNext } from "../../features/access/contract.ts";
import { api } from "../api.ts";
import { useTexts } from "../context.tsx";
import { ErrorMessage } from "../kit/error-message.tsx";
import { TextField } from "../kit/fields.tsx";
import { Alone } from "../shell/alone.tsx";
import { PrintedCodes } from "./printed-codes.tsx";
import { ScanSecret } from "./scan-secret.tsx";
import { signInTexts } from "./texts.ts";

interface StepProps {
  readonly onIn: (person: PersonView) => void;
  readonly onAgain: () => void;
}

function Again({ onAgain }: { readonly onAgain: () => void }) {
  const t = useTexts(signInTexts);
  return (
    <Button type="button" variant="tertiary" onClick={onAgain}>
      {t("again")}
    </Button>
  );
}

/** The second factor, for whoever has one. */
function SecondFactor({ onIn, onAgain }: StepProps) {
  const t = useTexts(signInTexts);
  const [code, setCode] = useState("");
  const send = useMutation({
    mutationFn: () => api.post<PersonView>("/session/second-factor", { code }),
    onSuccess: onIn,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    send.mutate();
  };
  return (
    <Alone title={t("code.title")} lead={t("code.lead")}>
      <form className="b-form" onSubmit={submit}>
        <TextField
          label={t("code")}
          description={t("code.what")}
          name="code"
          autoComplete="one-time-code"
          required
          value={code}
          onChange={setCode}
        />
        <ErrorMessage error={send.error} />
        <div className="b-actions">
          <Button type="submit" loading={send.isPending}>
            {t("code.submit")}
          </Button>
          <Again onAgain={onAgain} />
        </div>
      </form>
    </Alone>
  );
}

type Enrolled = RecoveryCodes & { readonly person: PersonView };

/** A role asks for a second factor that is not there yet. */
function Enrol({ next, onIn, onAgain }: StepProps & { readonly next: SignInNext & { next: "enrol" } }) {
  const t = useTexts(signInTexts);
  const send = useMutation({
    mutationFn: (code: string) => api.post<Enrolled>("/session/enrolment", { code }),
  });
  const done = send.data;
  if (done !== undefined) {
    return (
      <Alone title={t("codes.title")} lead="">
        <PrintedCodes codes={done.recoveryCodes} onDone={() => onIn(done.person)} />
      </Alone>
    );
  }
  return (
    <Alone title={t("enrol.title")} lead={t("enrol.lead")}>
      <ScanSecret
        scan={next}
        pending={send.isPending}
        error={send.error}
        onCode={(code) => send.mutate(code)}
      />
      <Again onAgain={onAgain} />
    </Alone>
  );
}

/** What is still asked for, when the first factor was right. */
export function Halfway({ next, ...step }: StepProps & { readonly next: SignInNext }) {
  if (next.next === "enrol") return <Enrol next={next} {...step} />;
  return <SecondFactor {...step} />;
}
