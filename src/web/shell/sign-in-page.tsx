import { Button } from "@digdir/designsystemet-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { api } from "../api.ts";
import { useBootstrap, useTexts, type ExampleSignIn } from "../context.tsx";
import type { PersonView } from "../../features/access/contract.ts";
import { ErrorMessage } from "../kit/error-message.tsx";
import { TextField } from "../kit/fields.tsx";
import { sessionKey } from "../queries.ts";
import { shellTexts } from "../texts.ts";
import { BreakGlassSignIn } from "./break-glass-sign-in.tsx";
import { Alone } from "./alone.tsx";

interface Credentials {
  readonly email: string;
  readonly password: string;
}

function Examples(props: {
  readonly examples: readonly ExampleSignIn[];
  readonly onUse: (example: ExampleSignIn) => void;
}) {
  const t = useTexts(shellTexts);
  return (
    <section className="b-examples" aria-labelledby="examples">
      <h2 id="examples">{t("sign-in.examples")}</h2>
      <p>{t("sign-in.examples.what")}</p>
      <ul>
        {props.examples.map((example) => (
          <li key={example.email}>
            <button type="button" className="b-example" onClick={() => props.onUse(example)}>
              <strong>{example.role}</strong>
              <span>{example.email}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Shown at whatever address one came to; after signing in the same page is there. */
export function SignInPage() {
  const t = useTexts(shellTexts);
  const client = useQueryClient();
  const { organisationName, exampleSignIns = [] } = useBootstrap();
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const [sealed, setSealed] = useState(false);
  const signIn = useMutation({
    mutationFn: (credentials: Credentials) => api.post<PersonView>("/session", credentials),
    onSuccess: (person) => client.setQueryData(sessionKey, person),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    signIn.mutate({ email, password });
  };
  const use = (example: ExampleSignIn) => {
    setEmail(example.email);
    if (example.password === undefined) {
      document.querySelector<HTMLInputElement>("input[name=password]")?.focus();
      return;
    }
    setPassword(example.password);
    signIn.mutate({ email: example.email, password: example.password });
  };
  if (sealed) return <BreakGlassSignIn onBack={() => setSealed(false)} />;
  return (
    <Alone title={t("sign-in.title")} lead={organisationName ?? ""}>
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
          label={t("sign-in.password")}
          type="password"
          name="password"
          autoComplete="current-password"
          required
          value={password}
          onChange={setPassword}
        />
        <ErrorMessage error={signIn.error} />
        <Button type="submit" loading={signIn.isPending}>
          {t("sign-in.submit")}
        </Button>
      </form>
      <p>
        <Button variant="tertiary" onClick={() => setSealed(true)}>
          {t("break-glass")}
        </Button>
      </p>
      {exampleSignIns.length > 0 ? <Examples examples={exampleSignIns} onUse={use} /> : null}
    </Alone>
  );
}
