import { Button } from "@digdir/designsystemet-react";
import { useMutation } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { api, ApiError } from "../api.ts";
import { useTexts } from "../context.tsx";
import { ErrorMessage } from "../kit/error-message.tsx";
import { TextField } from "../kit/fields.tsx";
import { signInTexts } from "../sign-in/texts.ts";
import { Alone } from "./alone.tsx";

/** Where a one-time link leads: the code stands behind the #, which no server is told. */
export function NewPasswordPage() {
  const t = useTexts(signInTexts);
  const [code] = useState(() => location.hash.slice(1));
  const [password, setPassword] = useState("");
  const save = useMutation({
    mutationFn: () => api.post("/session/password-reset", { code, password }),
    onSuccess: () => history.replaceState(null, "", "/new-password"),
  });
  const faults = save.error instanceof ApiError ? save.error.errors : [];
  const fault = faults.find(({ path }) => path === "password")?.message;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate();
  };
  if (save.isSuccess) {
    return (
      <Alone title={t("new-password.title")} lead={t("new-password.done")}>
        <Button asChild>
          <a href="/">{t("new-password.to")}</a>
        </Button>
      </Alone>
    );
  }
  return (
    <Alone title={t("new-password.title")} lead={t("new-password.lead")}>
      <form className="b-form" onSubmit={submit}>
        <TextField
          label={t("new-password.password")}
          type="password"
          name="password"
          autoComplete="new-password"
          required
          minLength={12}
          value={password}
          onChange={setPassword}
          error={fault}
        />
        {fault === undefined ? <ErrorMessage error={save.error} /> : null}
        <Button type="submit" loading={save.isPending}>
          {t("new-password.submit")}
        </Button>
      </form>
    </Alone>
  );
}
