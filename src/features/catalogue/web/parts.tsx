import { Button } from "@digdir/designsystemet-react";
import { useQuery } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import type { Translate } from "../../../shared/texts.ts";
import { api } from "../../../web/api.ts";
import { useMay, useTexts } from "../../../web/context.tsx";
import { EmptyState } from "../../../web/kit/empty-state.tsx";
import { ErrorMessage } from "../../../web/kit/error-message.tsx";
import { PageHeader } from "../../../web/kit/page-header.tsx";
import { RemoveDialog } from "../../../web/kit/remove-dialog.tsx";
import { TabLinks } from "../../../web/kit/tabs.tsx";
import { catalogueTexts } from "../texts.ts";
import "./catalogue.css";

export type T = Translate<typeof catalogueTexts>;

export function CatalogueTabs({ current }: { readonly current: "services" | "systems" | "map" }) {
  const t = useTexts(catalogueTexts);
  const tabs = (["services", "systems", "map"] as const).map((tab) => ({
    label: t(tab),
    to: `/${tab}`,
    current: tab === current,
  }));
  return <TabLinks label={t("tabs.catalogue")} tabs={tabs} />;
}

export function SupplierTabs({ current }: { readonly current: "suppliers" | "agreements" }) {
  const t = useTexts(catalogueTexts);
  const tabs = (["suppliers", "agreements"] as const).map((tab) => ({
    label: t(tab),
    to: `/${tab}`,
    current: tab === current,
  }));
  return <TabLinks label={t("tabs.suppliers")} tabs={tabs} />;
}

/** What an empty list says: what to do first, or that the filter hides everything. */
export function EmptyList(props: {
  readonly of: "services" | "systems" | "suppliers" | "agreements";
  readonly filtered: boolean;
}) {
  const t = useTexts(catalogueTexts);
  if (props.filtered) return <EmptyState title={t("none.match")}>{t("none.match.what")}</EmptyState>;
  return <EmptyState title={t(`${props.of}.empty`)}>{t(`${props.of}.empty.what`)}</EmptyState>;
}

interface Removable {
  readonly id: string;
  readonly name: string;
  readonly version: number;
}

interface RecordPageProps<Row extends Removable> {
  readonly subject: "service" | "system" | "supplier" | "agreement";
  readonly id: string;
  readonly above?: (row: Row) => ReactNode;
  /** Where the list is, and what it is called. */
  readonly list: { readonly label: string; readonly to: string };
  readonly renderForm: (row: Row, onClose: () => void) => ReactNode;
  readonly children: (row: Row, editable: boolean) => ReactNode;
}

/** The page of one record: read it, edit it, remove it. */
export function RecordPage<Row extends Removable>(props: RecordPageProps<Row>) {
  const { subject, id, list } = props;
  const t = useTexts(catalogueTexts);
  const may = useMay();
  const [open, setOpen] = useState<"edit" | "remove" | null>(null);
  const record = useQuery({
    queryKey: [subject, id],
    queryFn: ({ signal }) => api.get<Row>(`${list.to}/${id}`, {}, signal),
  });
  if (record.data === undefined) {
    return (
      <>
        <PageHeader title={t(subject)} path={[list]} />
        <ErrorMessage error={record.error} onRetry={() => void record.refetch()} />
      </>
    );
  }
  const editable = may("catalogue:edit");
  const actions = (
    <>
      <Button variant="secondary" data-primary-action onClick={() => setOpen("edit")}>
        {t("edit")}
      </Button>
      <Button variant="tertiary" data-color="danger" onClick={() => setOpen("remove")}>
        {t("remove")}
      </Button>
    </>
  );
  return (
    <>
      <PageHeader
        title={record.data.name}
        above={props.above?.(record.data) ?? t(subject)}
        path={[list]}
        actions={editable ? actions : undefined}
      />
      {props.children(record.data, editable)}
      {open === "edit" ? props.renderForm(record.data, () => setOpen(null)) : null}
      <RemoveDialog
        title={t("remove.title", { name: record.data.name })}
        confirmLabel={t("remove")}
        done={t("removed")}
        list={list.to}
        record={record.data}
        again={[subject, "list"]}
        open={open === "remove"}
        onClose={() => setOpen(null)}
      >
        {t("remove.what", { name: record.data.name })}
      </RemoveDialog>
    </>
  );
}

/** `2017-04-01 till 2021-03-31`, `från 2017-04-01`, or until further notice. */
export function periodText(t: T, from: string | null, to: string | null): string {
  if (from !== null && to !== null) return t("period.both", { from, to });
  if (from !== null) return t("period.from", { from });
  return to === null ? t("period.open") : t("period.to", { to });
}
