import type { ReactNode } from "react";
import { useFormat, useTexts } from "../../../web/context.tsx";
import { DataTable } from "../../../web/kit/data-table.tsx";
import { KeyValueList } from "../../../web/kit/key-value-list.tsx";
import { Section } from "../../../web/kit/page-header.tsx";
import { listOf } from "../../../web/kit/use-list.ts";
import { TextLink, usePathParam } from "../../../web/link.tsx";
import type { SystemView } from "../contract.ts";
import { catalogueTexts } from "../texts.ts";
import { Dependencies } from "./dependencies.tsx";
import { ImpactPanel } from "./impact-panel.tsx";
import { periodText, RecordPage, type T } from "./parts.tsx";
import { SystemForm } from "./system-form.tsx";

/** One system: who delivers it over time, its agreements, what hangs on it, and what follows when it falls. */
export function SystemPage() {
  const t = useTexts(catalogueTexts);
  const id = usePathParam("systemId");
  return (
    <RecordPage<SystemView>
      subject="system"
      id={id}
      list={{ label: t("systems"), to: "/systems" }}
      renderForm={(system, onClose) => <SystemForm system={system} onClose={onClose} />}
    >
      {(system, editable): ReactNode => (
        <>
          <Facts system={system} />
          <ImpactPanel node={system} />
          <Dependencies node={{ id, name: system.name, kind: "system" }} editable={editable} />
          <Suppliers system={system} t={t} />
        </>
      )}
    </RecordPage>
  );
}

function Facts({ system }: { readonly system: SystemView }) {
  const t = useTexts(catalogueTexts);
  const format = useFormat();
  const agreements = system.agreements.map((agreement) => (
    <div key={agreement.id}>
      <TextLink to={`/agreements/${agreement.id}`}>{agreement.name}</TextLink>
      {` (${agreement.supplierName})`}
    </div>
  ));
  return (
    <div className="b-card">
      <KeyValueList
        items={[
          {
            key: "unit",
            label: t("owner"),
            value: <TextLink to={`/units/${system.unitId}`}>{system.unitName}</TextLink>,
          },
          { key: "maker", label: t("maker"), value: system.maker || null },
          { key: "agreements", label: t("agreements"), value: agreements.length > 0 ? agreements : null },
          ...(system.retiredAt === null
            ? []
            : [{ key: "retired", label: t("retired"), value: format.instant(system.retiredAt) }]),
          { key: "description", label: t("description"), value: system.description || null },
        ]}
      />
    </div>
  );
}

function Suppliers({ system, t }: { readonly system: SystemView; readonly t: T }) {
  return (
    <Section title={t("suppliers")}>
      {system.suppliers.length === 0 ? (
        <p className="b-quiet">{t("supplied.none")}</p>
      ) : (
        <DataTable
          caption={t("suppliers")}
          showTotal={false}
          list={listOf(system.suppliers)}
          rowKey={(row) => `${row.supplierId} ${row.role} ${row.validFrom}`}
          rowTo={(row) => `/suppliers/${row.supplierId}`}
          columns={[
            { id: "name", header: t("supplier"), cell: (row) => row.supplierName },
            { id: "role", header: t("supplier.role"), cell: (row) => t(`role.${row.role}`) },
            { id: "period", header: t("period"), cell: (row) => periodText(t, row.validFrom, row.validTo) },
          ]}
        />
      )}
    </Section>
  );
}
