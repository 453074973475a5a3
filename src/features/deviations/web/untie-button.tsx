import { Button } from "@digdir/designsystemet-react";
import { useTexts } from "../../../web/context.tsx";
import { ErrorMessage } from "../../../web/kit/error-message.tsx";
import type { SubjectType } from "../contract.ts";
import { deviationTexts } from "../texts.ts";
import { useEdit } from "./use-edit.ts";

interface UntieButtonProps {
  readonly path: string;
  readonly version: number;
  readonly type: SubjectType;
  readonly id: string;
  /** The number or name of the other record. */
  readonly name: string;
}

export function UntieButton({ path, version, type, id, name }: UntieButtonProps) {
  const t = useTexts(deviationTexts);
  const untie = useEdit();
  return (
    <>
      <Button
        variant="tertiary"
        aria-label={`${t("unlink")} ${name}`}
        loading={untie.isPending}
        onClick={() =>
          untie.mutate({ method: "post", path, version, body: { type, ref: id, linked: false } })
        }
      >
        {t("unlink")}
      </Button>
      <ErrorMessage error={untie.error} />
    </>
  );
}
