import { Button } from "@digdir/designsystemet-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import type { PersonView } from "../../features/access/contract.ts";
import { api } from "../api.ts";
import { useTexts } from "../context.tsx";
import { ErrorMessage } from "../kit/error-message.tsx";
import { TextField } from "../kit/fields.tsx";
import { sessionKey } from "../queries.ts";
import { shellTexts } from "../texts.ts";
import { Alone } from "./alone.tsx";

/** The last way in: the code on paper, when the ordinary sign-in does not work. */
export function BreakGlassSignIn({ onBack }: { readonly onBack: () => void }) {
  const t = useTexts(shellTexts);
  const client = useQueryClient();
  const [email, setEmail] = useState("");
  const [code, setCode] = useState("");
  const signIn = useMutation({
    mutationFn: () => api.post<PersonView>("/session/break-glass", { email, code }),
    onSuccess: (person) => client.setQueryData(sessionKey, person),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    signIn.mutate();
  };
  return (
    <Alone title={t("break-glass")} lead={t("break-glass.lead")}>
      <form className="b-form" onSubmit={submit}>
        <TextField
          label={t("sign-in.email")}
          type="email"
          name="email"
          autoComplete="username"
          required
          value={email}
          onChange={setEmail}
        />
        <TextField
          label={t("break-glass.code")}
          name="code"
          autoComplete="off"
          required
          maxLength={100}
          value={code}
          onChange={setCode}
        />
        <ErrorMessage error={signIn.error} />
        <div className="b-actions">
          <Button type="submit" loading={signIn.isPending}>
            {t("sign-in.submit")}
          </Button>
          <Button type="button" variant="tertiary" onClick={onBack}>
            {t("break-glass.back")}
          </Button>
        </div>
      </form>
    </Alone>
  );
}
