import type { ReactNode } from "react";
import { useFormat, useTexts } from "../../../web/context.tsx";
import { KeyValueList } from "../../../web/kit/key-value-list.tsx";
import { TextLink, usePathParam } from "../../../web/link.tsx";
import type { ServiceView } from "../contract.ts";
import { catalogueTexts } from "../texts.ts";
import { Dependencies } from "./dependencies.tsx";
import { ImpactPanel } from "./impact-panel.tsx";
import { RecordPage } from "./parts.tsx";
import { ServiceActivities } from "./service-activities.tsx";
import { ServiceForm } from "./service-form.tsx";
import { ServiceUses } from "./service-uses.tsx";

/** One service: who answers for it, what it needs, who uses it, and what follows when it falls. */
export function ServicePage() {
  const t = useTexts(catalogueTexts);
  const id = usePathParam("serviceId");
  return (
    <RecordPage<ServiceView>
      subject="service"
      id={id}
      list={{ label: t("services"), to: "/services" }}
      above={(service) => (service.kind === "neither" ? t("service") : t(`kind.${service.kind}`))}
      renderForm={(service, onClose) => <ServiceForm service={service} onClose={onClose} />}
    >
      {(service, editable): ReactNode => (
        <>
          <Facts service={service} />
          <ImpactPanel node={service} />
          <Dependencies node={{ id, name: service.name, kind: "service" }} editable={editable} />
          <ServiceUses service={service} editable={editable} />
          <ServiceActivities service={service} editable={editable} />
        </>
      )}
    </RecordPage>
  );
}

function Facts({ service }: { readonly service: ServiceView }) {
  const t = useTexts(catalogueTexts);
  const format = useFormat();
  const promised =
    service.promisedRestoreMinutes === null ? null : format.duration(service.promisedRestoreMinutes * 60);
  return (
    <div className="b-card">
      <KeyValueList
        items={[
          {
            key: "unit",
            label: t("unit"),
            value: <TextLink to={`/units/${service.unitId}`}>{service.unitName}</TextLink>,
          },
          { key: "area", label: t("area"), value: service.areaName },
          { key: "promised", label: t("promised"), value: promised },
          { key: "vital", label: t("vital.short"), value: t(service.vital ? "yes" : "no") },
          ...(service.retiredAt === null
            ? []
            : [{ key: "retired", label: t("retired"), value: format.instant(service.retiredAt) }]),
          { key: "description", label: t("description"), value: service.description || null },
        ]}
      />
    </div>
  );
}
