import { Button } from "@digdir/designsystemet-react";
import { useState, type FormEvent } from "react";
import type { SecretToScan } from "../../features/access/contract.ts";
import { useTexts } from "../context.tsx";
import { ErrorMessage } from "../kit/error-message.tsx";
import { TextField } from "../kit/fields.tsx";
import { signInTexts } from "./texts.ts";
import "./sign-in.css";

export interface ScanSecretProps {
  readonly scan: SecretToScan;
  readonly pending: boolean;
  readonly error: Error | null;
  readonly onCode: (code: string) => void;
}

/** The picture that an app reads, and the code by which it shows that it did. */
export function ScanSecret({ scan, pending, error, onCode }: ScanSecretProps) {
  const t = useTexts(signInTexts);
  const [code, setCode] = useState("");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onCode(code);
  };
  return (
    <form className="b-form" onSubmit={submit}>
      <img className="b-scan" src={scan.picture} alt={t("scan.alt")} width={220} height={220} />
      <div>
        <p className="b-quiet">{t("scan.by-hand")}</p>
        <code className="b-secret">{scan.secret}</code>
      </div>
      <TextField
        label={t("scan.code")}
        name="code"
        inputMode="numeric"
        autoComplete="one-time-code"
        required
        value={code}
        onChange={setCode}
      />
      <ErrorMessage error={error} />
      <div className="b-actions">
        <Button type="submit" loading={pending}>
          {t("code.submit")}
        </Button>
      </div>
    </form>
  );
}
