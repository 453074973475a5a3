import { Alert, Button } from "@digdir/designsystemet-react";
import { useState, type FormEvent } from "react";
import { useBootstrap, useTexts, type ExampleSignIn } from "../context.tsx";
import { ErrorMessage } from "../kit/error-message.tsx";
import { TextField } from "../kit/fields.tsx";
import { Halfway } from "../sign-in/halfway.tsx";
import { OtherWays } from "../sign-in/other-ways.tsx";
import { useLanguage } from "../preferences.ts";
import { signInTexts } from "../sign-in/texts.ts";
import { useSignIn } from "../sign-in/use-sign-in.ts";
import { shellTexts } from "../texts.ts";
import { BreakGlassSignIn } from "./break-glass-sign-in.tsx";
import { Alone } from "./alone.tsx";

function Examples(props: {
  readonly examples: readonly ExampleSignIn[];
  readonly onUse: (example: ExampleSignIn) => void;
}) {
  const t = useTexts(shellTexts);
  const language = useLanguage();
  return (
    <section className="b-examples" aria-labelledby="examples">
      <h2 id="examples">{t("sign-in.examples")}</h2>
      <p>{t("sign-in.examples.what")}</p>
      <ul>
        {props.examples.map((example) => (
          <li key={example.email}>
            <button type="button" className="b-example" onClick={() => props.onUse(example)}>
              <strong>{example.role[language]}</strong>
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
  const says = useTexts(signInTexts);
  const { organisationName, exampleSignIns = [] } = useBootstrap();
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const [sealed, setSealed] = useState(false);
  const signIn = useSignIn();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    signIn.byPassword.mutate({ email, password });
  };
  const use = (example: ExampleSignIn) => {
    setEmail(example.email);
    if (example.password === undefined) {
      document.querySelector<HTMLInputElement>("input[name=password]")?.focus();
      return;
    }
    setPassword(example.password);
    signIn.byPassword.mutate({ email: example.email, password: example.password });
  };
  if (signIn.next !== null) return <Halfway next={signIn.next} onIn={signIn.onIn} onAgain={signIn.again} />;
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
        {signIn.usesPasskey ? <Alert data-color="info">{says("use-passkey")}</Alert> : null}
        <Button type="submit" loading={signIn.byPassword.isPending}>
          {t("sign-in.submit")}
        </Button>
      </form>
      <OtherWays pending={signIn.byPasskey.isPending} onPasskey={() => signIn.byPasskey.mutate()} />
      <p>
        <Button variant="tertiary" onClick={() => setSealed(true)}>
          {t("break-glass")}
        </Button>
      </p>
      {exampleSignIns.length > 0 ? <Examples examples={exampleSignIns} onUse={use} /> : null}
    </Alone>
  );
}
