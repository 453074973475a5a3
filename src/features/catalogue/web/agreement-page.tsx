import { useFormat, useTexts } from "../../../web/context.tsx";
import { KeyValueList } from "../../../web/kit/key-value-list.tsx";
import { TextLink, usePathParam } from "../../../web/link.tsx";
import type { AgreementView } from "../contract.ts";
import { catalogueTexts } from "../texts.ts";
import { AgreementForm } from "./agreement-form.tsx";
import { periodText, RecordPage } from "./parts.tsx";

/** One agreement: what is promised, for which systems and how long. */
export function AgreementPage() {
  const t = useTexts(catalogueTexts);
  const id = usePathParam("agreementId");
  return (
    <RecordPage<AgreementView>
      subject="agreement"
      id={id}
      list={{ label: t("agreements"), to: "/agreements" }}
      renderForm={(agreement, onClose) => <AgreementForm agreement={agreement} onClose={onClose} />}
    >
      {(agreement) => <Facts agreement={agreement} />}
    </RecordPage>
  );
}

function Facts({ agreement }: { readonly agreement: AgreementView }) {
  const t = useTexts(catalogueTexts);
  const format = useFormat();
  const promised =
    agreement.promisedRestoreMinutes === null ? null : format.duration(agreement.promisedRestoreMinutes * 60);
  const systems = agreement.systems.map((system) => (
    <div key={system.id}>
      <TextLink to={`/systems/${system.id}`}>{system.name}</TextLink>
    </div>
  ));
  return (
    <div className="b-card">
      <KeyValueList
        items={[
          {
            key: "supplier",
            label: t("supplier"),
            value: <TextLink to={`/suppliers/${agreement.supplierId}`}>{agreement.supplierName}</TextLink>,
          },
          { key: "period", label: t("period"), value: periodText(t, agreement.validFrom, agreement.validTo) },
          { key: "reference", label: t("reference"), value: agreement.reference || null },
          { key: "promised", label: t("promised"), value: promised },
          { key: "processor", label: t("processor"), value: t(agreement.processorAgreement ? "yes" : "no") },
          { key: "support", label: t("support"), value: agreement.supportRoute || null },
          { key: "systems", label: t("covers"), value: systems.length > 0 ? systems : null },
        ]}
      />
    </div>
  );
}
