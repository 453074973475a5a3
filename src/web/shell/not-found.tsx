import { useTexts } from "../context.tsx";
import { PageHeader } from "../kit/page-header.tsx";
import { TextLink } from "../link.tsx";
import { shellTexts } from "../texts.ts";

export function NotFound() {
  const t = useTexts(shellTexts);
  return (
    <>
      <PageHeader title={t("missing.title")} lead={t("missing.lead")} />
      <p>
        <TextLink to="/">{t("missing.back")}</TextLink>
      </p>
    </>
  );
}
