import { Button } from "@digdir/designsystemet-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { api, ApiError } from "../api.ts";
import { useTexts } from "../context.tsx";
import type { PersonView } from "../../features/access/contract.ts";
import { useLanguage } from "../preferences.ts";
import { ErrorMessage } from "../kit/error-message.tsx";
import { TextField } from "../kit/fields.tsx";
import { shellTexts } from "../texts.ts";
import { Alone } from "./alone.tsx";

const empty = { organisationName: "", name: "", email: "", password: "" };

/** The first page of an empty installation. */
export function SetupPage() {
  const t = useTexts(shellTexts);
  const client = useQueryClient();
  const language = useLanguage();
  const timeZone = new Intl.DateTimeFormat().resolvedOptions().timeZone;
  const [values, setValues] = useState(empty);
  const setup = useMutation({
    mutationFn: async () => {
      const { email, password } = values;
      await api.post("/setup", { ...values, language, timeZone });
      return api.post<PersonView>("/session", { email, password });
    },
    onSuccess: () => client.resetQueries(),
  });
  const faults = setup.error instanceof ApiError ? setup.error.errors : [];
  const field = (name: keyof typeof empty) => ({
    name,
    required: true,
    value: values[name],
    onChange: (value: string) => setValues({ ...values, [name]: value }),
    error: faults.find((fault) => fault.path === name)?.message,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setup.mutate();
  };
  return (
    <Alone title={t("setup.title")} lead={t("setup.lead")}>
      <form className="b-form" onSubmit={submit}>
        <TextField
          label={t("setup.organisation")}
          description={t("setup.organisation.what")}
          autoComplete="organization"
          {...field("organisationName")}
        />
        <TextField label={t("setup.name")} autoComplete="name" {...field("name")} />
        <TextField label={t("setup.email")} type="email" autoComplete="username" {...field("email")} />
        <TextField
          label={t("setup.password")}
          description={t("setup.password.what")}
          type="password"
          autoComplete="new-password"
          minLength={12}
          {...field("password")}
        />
        <ErrorMessage error={setup.error} />
        <Button type="submit" loading={setup.isPending}>
          {t("setup.submit")}
        </Button>
      </form>
    </Alone>
  );
}
