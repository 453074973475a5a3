import { Button } from "@digdir/designsystemet-react";
import { useTexts } from "../context.tsx";
import { signInTexts } from "./texts.ts";
import "./sign-in.css";

function save(codes: readonly string[], name: string) {
  const address = URL.createObjectURL(new Blob([`${name}\n\n${codes.join("\n")}\n`], { type: "text/plain" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = `${name}.txt`;
  link.click();
  URL.revokeObjectURL(address);
}

export interface PrintedCodesProps {
  readonly codes: readonly string[];
  readonly onDone: () => void;
}

/** Told once: nobody goes on before they are kept somewhere. */
export function PrintedCodes({ codes, onDone }: PrintedCodesProps) {
  const t = useTexts(signInTexts);
  return (
    <div className="b-form b-codes">
      <p>{t("codes.lead")}</p>
      <ol aria-label={t("codes.list")}>
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ol>
      <div className="b-actions">
        <Button onClick={onDone}>{t("codes.done")}</Button>
        <Button variant="secondary" onClick={() => window.print()}>
          {t("codes.print")}
        </Button>
        <Button variant="secondary" onClick={() => save(codes, t("codes.file"))}>
          {t("codes.save")}
        </Button>
      </div>
    </div>
  );
}
