import { useFormat, useTexts } from "../../../web/context.tsx";
import { useFilters } from "../../../web/filters.ts";
import { ExportMenu } from "../../../web/kit/export-menu.tsx";
import { EmptyState } from "../../../web/kit/empty-state.tsx";
import { ErrorMessage } from "../../../web/kit/error-message.tsx";
import { FilterBar, FilterSelect } from "../../../web/kit/filter-bar.tsx";
import { PageHeader } from "../../../web/kit/page-header.tsx";
import { useOptions } from "../../../web/kit/use-options.ts";
import { catalogueTexts } from "../texts.ts";
import { GraphView } from "./graph-view.tsx";
import { useGraph } from "./node-map.tsx";
import { CatalogueTabs } from "./parts.tsx";

/** More than this nobody reads at once. */
const READABLE = 150;

/** Services and systems with what hangs on what, whole or by area. */
export function MapPage() {
  const t = useTexts(catalogueTexts);
  const format = useFormat();
  const areas = useOptions("service-area", "/service-areas");
  const filters = useFilters(["areaId"]);
  const graph = useGraph(filters.values);
  const count = graph.data?.nodes.length ?? 0;
  return (
    <>
      <PageHeader
        title={t("map.title")}
        lead={t("map.lead")}
        actions={<ExportMenu path="/dependency-export" label={t("dependencies.export")} />}
      />
      <CatalogueTabs current="map" />
      <FilterBar active={filters.active} onClear={filters.clear}>
        <FilterSelect
          label={t("area")}
          value={filters.values.areaId}
          onChange={(area) => filters.set("areaId", area)}
          options={areas}
        />
      </FilterBar>
      <ErrorMessage error={graph.error} onRetry={() => void graph.refetch()} />
      {graph.data !== undefined && count === 0 ? (
        <EmptyState title={t("map.empty")}>{t("map.empty.what")}</EmptyState>
      ) : null}
      {count > READABLE ? (
        <EmptyState title={t("map.large")}>{t("map.large.what", { count: format.number(count) })}</EmptyState>
      ) : null}
      {graph.data !== undefined && count > 0 && count <= READABLE ? (
        <GraphView graph={graph.data} withImpact />
      ) : null}
    </>
  );
}
