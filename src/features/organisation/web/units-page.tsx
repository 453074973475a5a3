import { Button } from "@digdir/designsystemet-react";
import { useState } from "react";
import type { Translate } from "../../../shared/texts.ts";
import { useMay, useTexts } from "../../../web/context.tsx";
import { useFilters } from "../../../web/filters.ts";
import { ExportMenu } from "../../../web/kit/export-menu.tsx";
import { EmptyState } from "../../../web/kit/empty-state.tsx";
import { ErrorMessage } from "../../../web/kit/error-message.tsx";
import { FilterBar, FilterText } from "../../../web/kit/filter-bar.tsx";
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

/** What is called so, with what stands above it, so that it keeps its place. */
function calledSo(nodes: readonly TreeNode[], q: string): TreeNode[] {
  const wanted = q.toLocaleLowerCase("sv");
  return nodes.flatMap((node) => {
    const children = calledSo(node.children ?? [], q);
    return node.name.toLocaleLowerCase("sv").includes(wanted) || children.length > 0
      ? [{ ...node, children }]
      : [];
  });
}

function UnitTree({ all }: { readonly all: readonly UnitView[] }) {
  const t = useTexts(organisationTexts);
  const filters = useFilters(["q"]);
  const { q } = filters.values;
  const nodes = q === undefined ? treeOf(all, t) : calledSo(treeOf(all, t), q);
  const few = q !== undefined || all.length <= 60;
  return (
    <>
      <FilterBar active={filters.active} onClear={filters.clear}>
        <FilterText label={t("search")} value={q} onChange={(next) => filters.set("q", next)} />
      </FilterBar>
      {nodes.length === 0 ? null : (
        <div className="b-card">
          {/* A branch keeps what one opened; another search opens anew. */}
          <Tree key={q ?? ""} label={t("units")} nodes={nodes} openLevels={few ? 6 : 1} />
        </div>
      )}
      {all.length > 0 && nodes.length === 0 ? (
        <EmptyState title={t("units.none")}>{t("units.none.what")}</EmptyState>
      ) : null}
    </>
  );
}

/** The organisation as a tree of units. */
export function UnitsPage() {
  const t = useTexts(organisationTexts);
  const may = useMay();
  const units = useUnits();
  const [adding, setAdding] = useState(false);
  const all = units.data ?? [];
  const { q } = useFilters(["q"]).values;
  const add = may("organisation:edit") ? (
    <Button data-primary-action onClick={() => setAdding(true)}>
      {t("unit.add")}
    </Button>
  ) : undefined;
  return (
    <>
      <PageHeader
        title={t("units")}
        lead={t("units.lead")}
        actions={
          <>
            {add}
            <ExportMenu path="/unit-export" query={{ q }} />
          </>
        }
      />
      <OrganisationTabs current="units" />
      <ErrorMessage error={units.error} onRetry={() => void units.refetch()} />
      <UnitTree all={all} />
      {all.length === 1 ? (
        <div className="b-after">
          <EmptyState title={t("units.empty")}>{t("units.empty.what")}</EmptyState>
        </div>
      ) : null}
      {adding ? <UnitForm parentId={all[0]?.id} onClose={() => setAdding(false)} /> : null}
    </>
  );
}
