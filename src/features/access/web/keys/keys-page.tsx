import { Button } from "@digdir/designsystemet-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../../../../web/api.ts";
import { useMay, useTexts } from "../../../../web/context.tsx";
import { EmptyState } from "../../../../web/kit/empty-state.tsx";
import { ErrorMessage } from "../../../../web/kit/error-message.tsx";
import { PageHeader, Section } from "../../../../web/kit/page-header.tsx";
import { listOf, useList } from "../../../../web/kit/use-list.ts";
import type { KeyView, OwnKeyList } from "../../contract.ts";
import { keyTexts } from "../../keys.texts.ts";
import { AccessTabs } from "../access-tabs.tsx";
import { KeyTable } from "./key-table.tsx";
import { MakeKey } from "./make-key.tsx";
import "../access.css";

function OwnKeys() {
  const t = useTexts(keyTexts);
  const [making, setMaking] = useState(false);
  const own = useQuery({
    queryKey: ["api-key", "own"],
    queryFn: ({ signal }) => api.get<OwnKeyList>("/account/api-keys", {}, signal),
  });
  const make = (
    <Button data-primary-action onClick={() => setMaking(true)}>
      {t("make")}
    </Button>
  );
  if (own.data === undefined) return <ErrorMessage error={own.error} onRetry={() => void own.refetch()} />;
  return (
    <Section title={t("own")} actions={make}>
      <KeyTable
        caption={t("own")}
        list={listOf(own.data.items)}
        revokePath={(key) => `/account/api-keys/${key.id}/revocation`}
        empty={<EmptyState title={t("own.empty")}>{t("own.empty.what")}</EmptyState>}
      />
      {making ? <MakeKey daysMax={own.data.daysMax} onClose={() => setMaking(false)} /> : null}
    </Section>
  );
}

function AllKeys() {
  const t = useTexts(keyTexts);
  const list = useList<KeyView>("api-key", "/api-keys", { limit: "200" });
  return (
    <Section title={t("all")}>
      <KeyTable
        caption={t("all")}
        list={list}
        withOwner
        revokePath={(key) => `/api-keys/${key.id}/revocation`}
        empty={<EmptyState title={t("all.empty")}>{t("all.empty.what")}</EmptyState>}
      />
    </Section>
  );
}

/** One's own API keys; and everybody's, for those who look after them. */
export function KeysPage() {
  const t = useTexts(keyTexts);
  const may = useMay();
  return (
    <>
      <PageHeader title={t("keys")} lead={t("keys.lead")} />
      {may("key:manage") ? <AccessTabs current="keys" /> : null}
      {may("key:make") ? <OwnKeys /> : null}
      {may("key:manage") ? <AllKeys /> : null}
    </>
  );
}
