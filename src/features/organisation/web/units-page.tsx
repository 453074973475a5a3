import { Button } from "@digdir/designsystemet-react";
import { useState } from "react";
import type { Translate } from "../../../shared/texts.ts";
import { useMay, useTexts } from "../../../web/context.tsx";
import { EmptyState } from "../../../web/kit/empty-state.tsx";
import { ErrorMessage } from "../../../web/kit/error-message.tsx";
import { PageHeader } from "../../../web/kit/page-header.tsx";
import { Tree, type TreeNode } from "../../../web/kit/tree.tsx";
import { TextLink } from "../../../web/link.tsx";
import type { UnitView } from "../contract.ts";
import { organisationTexts } from "../texts.ts";
import { OrganisationTabs } from "./organisation-tabs.tsx";
import { UnitForm } from "./unit-form.tsx";
import { useUnits } from "./use-units.ts";
import "./organisation.css";

/** The tree of what one sees: a unit whose parent is not seen stands at the top. */
function treeOf(units: readonly UnitView[], t: Translate<typeof organisationTexts>): TreeNode[] {
  const seen = new Set(units.map((unit) => unit.id));
  const below = Map.groupBy(units, (unit) =>
    unit.parentId !== null && seen.has(unit.parentId) ? unit.parentId : "",
  );
  const nodes = (parentId: string): TreeNode[] =>
    (below.get(parentId) ?? []).map((unit) => ({
      id: unit.id,
      name: unit.name,
      content: (
        <span className="b-unit">
          <TextLink to={`/units/${unit.id}`}>{unit.name}</TextLink>
          <span className="b-quiet">
            {[
              t(`kind.${unit.kind}`),
              unit.code,
              unit.peopleCount === null ? null : t("people.count", { count: unit.peopleCount }),
            ]
              .filter((part) => part !== null)
              .join(" · ")}
          </span>
        </span>
      ),
      children: nodes(unit.id),
    }));
  return nodes("");
}

/** The organisation as a tree of units. */
export function UnitsPage() {
  const t = useTexts(organisationTexts);
  const may = useMay();
  const units = useUnits();
  const [adding, setAdding] = useState(false);
  const all = units.data ?? [];
  const add = may("organisation:edit") ? (
    <Button data-primary-action onClick={() => setAdding(true)}>
      {t("unit.add")}
    </Button>
  ) : undefined;
  return (
    <>
      <PageHeader title={t("units")} lead={t("units.lead")} actions={add} />
      <OrganisationTabs current="units" />
      <ErrorMessage error={units.error} onRetry={() => void units.refetch()} />
      {all.length === 0 ? null : (
        <div className="b-card">
          <Tree label={t("units")} nodes={treeOf(all, t)} openLevels={all.length > 60 ? 1 : 3} />
        </div>
      )}
      {all.length === 1 ? (
        <div className="b-after">
          <EmptyState title={t("units.empty")}>{t("units.empty.what")}</EmptyState>
        </div>
      ) : null}
      {adding ? <UnitForm parentId={all[0]?.id} onClose={() => setAdding(false)} /> : null}
    </>
  );
}
