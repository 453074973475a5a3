import { useBootstrap, useMay, useTexts } from "../context.tsx";
import { navigation } from "../features.ts";
import { EmptyState } from "../kit/empty-state.tsx";
import { PageHeader } from "../kit/page-header.tsx";
import { AppLink } from "../link.tsx";
import { useLanguage } from "../preferences.ts";
import { shellTexts } from "../texts.ts";

/** Shown at `/` while no feature offers a situation page. */
export function StartPage() {
  const t = useTexts(shellTexts);
  const language = useLanguage();
  const may = useMay();
  const { organisationName } = useBootstrap();
  const entries = navigation.filter((entry) => may(entry.needs));
  return (
    <>
      <PageHeader title={t("start.title")} lead={t("start.lead", { organisation: organisationName ?? "" })} />
      {entries.length === 0 ? (
        <EmptyState title={t("start.empty")}>{t("start.empty.what")}</EmptyState>
      ) : (
        <ul className="b-start">
          {entries.map((entry) => (
            <li key={entry.to}>
              <AppLink to={entry.to} className="b-start-entry">
                {entry.label[language]}
              </AppLink>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
