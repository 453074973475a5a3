import { useMay, useTexts } from "../../../web/context.tsx";
import { TabLinks } from "../../../web/kit/tabs.tsx";
import { accessTexts } from "../texts.ts";

const tabs = [
  { tab: "people", needs: "access:read" },
  { tab: "roles", needs: "access:read" },
  { tab: "permissions", needs: "access:read" },
  { tab: "keys", needs: "key:manage" },
  { tab: "break-glass", needs: "break-glass:manage" },
] as const;

export function AccessTabs({ current }: { readonly current: (typeof tabs)[number]["tab"] }) {
  const t = useTexts(accessTexts);
  const may = useMay();
  const shown = tabs
    .filter(({ needs }) => may(needs))
    .map(({ tab }) => ({ label: t(`tab.${tab}`), to: `/${tab}`, current: tab === current }));
  return <TabLinks label={t("tabs")} tabs={shown} />;
}
