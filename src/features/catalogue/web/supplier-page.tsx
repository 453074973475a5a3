import { Button } from "@digdir/designsystemet-react";
import { useState, type ReactNode } from "react";
import { useTexts } from "../../../web/context.tsx";
import { DataTable } from "../../../web/kit/data-table.tsx";
import { KeyValueList } from "../../../web/kit/key-value-list.tsx";
import { Section } from "../../../web/kit/page-header.tsx";
import { useList } from "../../../web/kit/use-list.ts";
import { usePathParam } from "../../../web/link.tsx";
import type { AgreementView, SupplierView, SystemView } from "../contract.ts";
import { catalogueTexts } from "../texts.ts";
import { AgreementForm } from "./agreement-form.tsx";
import { EmptyList, periodText, RecordPage } from "./parts.tsx";
import { SupplierForm } from "./supplier-form.tsx";

/** One supplier with its agreements and its systems. */
export function SupplierPage() {
  const t = useTexts(catalogueTexts);
  const id = usePathParam("supplierId");
  return (
    <RecordPage<SupplierView>
      subject="supplier"
      id={id}
      list={{ label: t("suppliers"), to: "/suppliers" }}
      renderForm={(supplier, onClose) => <SupplierForm supplier={supplier} onClose={onClose} />}
    >
      {(supplier, editable): ReactNode => (
        <>
          <div className="b-card">
            <KeyValueList
              items={[{ key: "support", label: t("support"), value: supplier.supportRoute || null }]}
            />
          </div>
          <Agreements supplier={supplier} editable={editable} />
          <Systems supplierId={id} />
        </>
      )}
    </RecordPage>
  );
}

function Agreements(props: { readonly supplier: SupplierView; readonly editable: boolean }) {
  const t = useTexts(catalogueTexts);
  const [adding, setAdding] = useState(false);
  const list = useList<AgreementView>("agreement", "/agreements", { supplierId: props.supplier.id });
  const add = props.editable ? (
    <Button variant="secondary" onClick={() => setAdding(true)}>
      {t("agreement.add")}
    </Button>
  ) : undefined;
  return (
    <Section title={t("agreements")} actions={add}>
      <DataTable
        caption={t("agreements")}
        showTotal={false}
        list={list}
        rowKey={(row) => row.id}
        rowTo={(row) => `/agreements/${row.id}`}
        empty={<EmptyList of="agreements" filtered={false} />}
        columns={[
          { id: "name", header: t("name"), cell: (row) => row.name },
          { id: "period", header: t("period"), cell: (row) => periodText(t, row.validFrom, row.validTo) },
          {
            id: "processor",
            header: t("processor.short"),
            cell: (row) => t(row.processorAgreement ? "yes" : "no"),
          },
        ]}
      />
      {adding ? <AgreementForm supplierId={props.supplier.id} onClose={() => setAdding(false)} /> : null}
    </Section>
  );
}

function Systems({ supplierId }: { readonly supplierId: string }) {
  const t = useTexts(catalogueTexts);
  const list = useList<SystemView>("system", "/systems", { supplierId });
  return (
    <Section title={t("systems")}>
      <DataTable
        caption={t("systems")}
        showTotal={false}
        list={list}
        rowKey={(row) => row.id}
        rowTo={(row) => `/systems/${row.id}`}
        empty={<EmptyList of="systems" filtered={false} />}
        columns={[
          { id: "name", header: t("name"), cell: (row) => row.name },
          {
            id: "period",
            header: t("period"),
            cell: (row) =>
              row.suppliers
                .filter((one) => one.supplierId === supplierId)
                .map((one) => `${t(`role.${one.role}`)}, ${periodText(t, one.validFrom, one.validTo)}`)
                .join("; "),
          },
        ]}
      />
    </Section>
  );
}
