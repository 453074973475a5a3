import { Button } from "@digdir/designsystemet-react";
import { useTexts } from "../context.tsx";
import { PageHeader } from "../kit/page-header.tsx";
import { shellTexts } from "../texts.ts";

export function Broken() {
  const t = useTexts(shellTexts);
  return (
    <>
      <PageHeader title={t("broken.title")} lead={t("broken.lead")} />
      <Button onClick={() => location.reload()}>{t("reload")}</Button>
    </>
  );
}
