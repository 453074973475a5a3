import { useMatches } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useMay, useTexts } from "../context.tsx";
import { needOf, routes } from "../features.ts";
import { PageHeader } from "../kit/page-header.tsx";
import { TextLink } from "../link.tsx";
import { shellTexts } from "../texts.ts";

/** What each page takes, by its path as the router writes it. */
const needs = new Map(routes.map((entry) => [entry.path, needOf(entry)]));

function NotAllowed() {
  const t = useTexts(shellTexts);
  return (
    <>
      <PageHeader title={t("not-allowed.title")} lead={t("not-allowed.lead")} />
      <p>
        <TextLink to="/">{t("missing.back")}</TextLink>
      </p>
    </>
  );
}

/** Nobody is shown a form that cannot be sent, or a list that only refuses: the page says so at once. */
export function Guard({ children }: { readonly children: ReactNode }) {
  const may = useMay();
  const path = useMatches().at(-1)?.fullPath;
  return path !== undefined && !may(needs.get(path)) ? <NotAllowed /> : children;
}
