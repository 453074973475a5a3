import { useTexts } from "../../../web/context.tsx";
import { TabLinks } from "../../../web/kit/tabs.tsx";
import { accessTexts } from "../texts.ts";

export function AccessTabs({ current }: { readonly current: "people" | "permissions" }) {
  const t = useTexts(accessTexts);
  const tabs = (["people", "permissions"] as const).map((tab) => ({
    label: t(tab),
    to: `/${tab}`,
    current: tab === current,
  }));
  return <TabLinks label={t("tabs")} tabs={tabs} />;
}
