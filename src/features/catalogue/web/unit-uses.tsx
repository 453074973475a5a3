import { useQuery } from "@tanstack/react-query";
import { api } from "../../../web/api.ts";
import { useTexts } from "../../../web/context.tsx";
import type { SlotProps } from "../../../web/feature.ts";
import { ErrorMessage } from "../../../web/kit/error-message.tsx";
import { Section } from "../../../web/kit/page-header.tsx";
import type { ListPage } from "../../../web/kit/use-list.ts";
import { TextLink } from "../../../web/link.tsx";
import type { UseView } from "../contract.ts";
import { catalogueTexts } from "../texts.ts";

/** On a unit's page: the services that it uses, itself or through a unit above it. */
export function UnitUses({ subjectId = "" }: SlotProps) {
  const t = useTexts(catalogueTexts);
  const uses = useQuery({
    queryKey: ["service", "uses-of-unit", subjectId],
    queryFn: ({ signal }) =>
      api.get<ListPage<UseView>>("/service-uses", { unitId: subjectId, limit: 500 }, signal),
  });
  const services = new Map((uses.data?.items ?? []).map((use) => [use.serviceId, use.serviceName]));
  return (
    <Section title={t("unit.uses")}>
      <ErrorMessage error={uses.error} onRetry={() => void uses.refetch()} />
      {uses.data !== undefined && services.size === 0 ? (
        <p className="b-quiet">{t("unit.uses.none")}</p>
      ) : (
        <ul>
          {[...services].map(([id, name]) => (
            <li key={id}>
              <TextLink to={`/services/${id}`}>{name}</TextLink>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
