import { Button } from "@digdir/designsystemet-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../../../web/api.ts";
import { useFormat, useMay, useTexts } from "../../../web/context.tsx";
import { ErrorMessage } from "../../../web/kit/error-message.tsx";
import { KeyValueList } from "../../../web/kit/key-value-list.tsx";
import { PageHeader, Section } from "../../../web/kit/page-header.tsx";
import { RemoveDialog } from "../../../web/kit/remove-dialog.tsx";
import { TextLink, usePathParam } from "../../../web/link.tsx";
import { Slot } from "../../../web/slot.tsx";
import type { UnitView } from "../contract.ts";
import { organisationTexts } from "../texts.ts";
import { UnitForm } from "./unit-form.tsx";
import { useUnits } from "./use-units.ts";
import "./organisation.css";

/** One unit: what it is, what lies under it, and what other features say of it. */
export function UnitPage() {
  const t = useTexts(organisationTexts);
  const unitId = usePathParam("unitId");
  const may = useMay();
  const [open, setOpen] = useState<"add" | "edit" | "remove" | null>(null);
  const unit = useQuery({
    queryKey: ["unit", unitId],
    queryFn: ({ signal }) => api.get<UnitView>(`/units/${unitId}`, {}, signal),
  });
  const path = [{ label: t("units"), to: "/units" }];
  if (unit.data === undefined) {
    return (
      <>
        <PageHeader title={t("unit")} path={path} />
        <ErrorMessage error={unit.error} onRetry={() => void unit.refetch()} />
      </>
    );
  }
  const close = () => setOpen(null);
  const actions = (
    <>
      <Button data-primary-action onClick={() => setOpen("add")}>
        {t("unit.add")}
      </Button>
      <Button variant="secondary" onClick={() => setOpen("edit")}>
        {t("edit")}
      </Button>
      {unit.data.parentId === null ? null : (
        <Button variant="tertiary" data-color="danger" onClick={() => setOpen("remove")}>
          {t("remove")}
        </Button>
      )}
    </>
  );
  return (
    <>
      <PageHeader
        title={unit.data.name}
        above={t(`kind.${unit.data.kind}`)}
        lead={unit.data.path.slice(0, -1).join(" / ")}
        path={path}
        actions={may("organisation:edit") ? actions : undefined}
      />
      <UnitFacts unit={unit.data} />
      <Below unit={unit.data} />
      <Slot name="unit.aside" subjectType="unit" subjectId={unitId} />
      {open === "add" ? <UnitForm parentId={unitId} onClose={close} /> : null}
      {open === "edit" ? <UnitForm unit={unit.data} onClose={close} /> : null}
      <RemoveDialog
        title={t("unit.remove")}
        confirmLabel={t("remove")}
        done={t("unit.removed")}
        list="/units"
        record={unit.data}
        again={["unit", "all"]}
        open={open === "remove"}
        onClose={close}
      >
        {t("unit.remove.what", { name: unit.data.name })}
      </RemoveDialog>
    </>
  );
}

function UnitFacts({ unit }: { readonly unit: UnitView }) {
  const t = useTexts(organisationTexts);
  const format = useFormat();
  return (
    <div className="b-card">
      <KeyValueList
        items={[
          { key: "code", label: t("code"), value: unit.code },
          {
            key: "people",
            label: t("people"),
            value: unit.peopleCount === null ? null : format.number(unit.peopleCount),
          },
          {
            key: "sites",
            label: t("unit.sites"),
            value: (
              <TextLink to="/sites" search={{ unitId: unit.id }}>
                {t("unit.sites.show")}
              </TextLink>
            ),
          },
        ]}
      />
    </div>
  );
}

function Below({ unit }: { readonly unit: UnitView }) {
  const t = useTexts(organisationTexts);
  const units = useUnits();
  const below = (units.data ?? []).filter((other) => other.parentId === unit.id);
  return (
    <Section title={t("unit.below")}>
      {below.length === 0 ? (
        <p className="b-quiet">{t("unit.below.none")}</p>
      ) : (
        <ul>
          {below.map((other) => (
            <li key={other.id}>
              <TextLink to={`/units/${other.id}`}>{other.name}</TextLink>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
