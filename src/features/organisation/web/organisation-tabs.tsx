import { useTexts } from "../../../web/context.tsx";
import { TabLinks } from "../../../web/kit/tabs.tsx";
import { organisationTexts } from "../texts.ts";

/** The three lists that the organisation consists of. */
export function OrganisationTabs({ current }: { readonly current: "units" | "sites" | "networks" }) {
  const t = useTexts(organisationTexts);
  const tabs = (["units", "sites", "networks"] as const).map((tab) => ({
    label: t(tab),
    to: `/${tab}`,
    current: tab === current,
  }));
  return <TabLinks label={t("tabs")} tabs={tabs} />;
}
