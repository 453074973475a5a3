import { Button } from "@digdir/designsystemet-react";
import { useState } from "react";
import { useTexts } from "../../../web/context.tsx";
import { ErrorMessage } from "../../../web/kit/error-message.tsx";
import { TextField } from "../../../web/kit/fields.tsx";
import type { DeviationView } from "../contract.ts";
import { deviationTexts } from "../texts.ts";
import { useEdit } from "./use-edit.ts";
import "./deviations.css";

/** Ties an incident by the number that people use. */
export function LinkIncident({ deviation }: { readonly deviation: DeviationView }) {
  const t = useTexts(deviationTexts);
  const [number, setNumber] = useState("");
  const tie = useEdit(() => setNumber(""));
  return (
    <form
      className="b-tie"
      onSubmit={(event) => {
        event.preventDefault();
        if (number.trim() === "") return;
        tie.mutate({
          method: "post",
          path: `/deviations/${deviation.id}/links`,
          version: deviation.version,
          body: { type: "incident", ref: number.trim() },
        });
      }}
    >
      <TextField label={t("link.number")} value={number} onChange={setNumber} />
      <Button type="submit" variant="secondary" loading={tie.isPending}>
        {t("link")}
      </Button>
      <ErrorMessage error={tie.error} />
    </form>
  );
}
