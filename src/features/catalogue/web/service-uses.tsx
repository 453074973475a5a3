import { TrashIcon } from "@navikt/aksel-icons";
import { Button } from "@digdir/designsystemet-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../../../web/api.ts";
import { useTexts } from "../../../web/context.tsx";
import { ErrorMessage } from "../../../web/kit/error-message.tsx";
import { ChoiceField } from "../../../web/kit/choice-field.tsx";
import { Section } from "../../../web/kit/page-header.tsx";
import type { ListPage } from "../../../web/kit/use-list.ts";
import { TextLink } from "../../../web/link.tsx";
import type { ServiceView, UseView } from "../contract.ts";
import { catalogueTexts } from "../texts.ts";

/** Which units use the service. */
export function ServiceUses(props: { readonly service: ServiceView; readonly editable: boolean }) {
  const { service, editable } = props;
  const t = useTexts(catalogueTexts);
  const client = useQueryClient();
  const [unitId, setUnitId] = useState("");
  const uses = useQuery({
    queryKey: ["service", service.id, "uses"],
    queryFn: ({ signal }) =>
      api.get<ListPage<UseView>>("/service-uses", { serviceId: service.id, limit: 500 }, signal),
  });
  const again = () => client.invalidateQueries({ queryKey: ["service"] });
  const addition = useMutation({
    mutationFn: () => api.post("/service-uses", { serviceId: service.id, unitId }),
    onSuccess: () => {
      setUnitId("");
      return again();
    },
  });
  const removal = useMutation({
    mutationFn: (use: UseView) => api.delete(`/service-uses/${use.serviceId}/${use.unitId}`),
    onSuccess: again,
  });
  const items = uses.data?.items ?? [];
  return (
    <Section title={t("uses")}>
      {uses.data !== undefined && items.length === 0 ? <p className="b-quiet">{t("uses.none")}</p> : null}
      <ul className="b-rows">
        {items.map((use) => (
          <li key={use.unitId}>
            <TextLink to={`/units/${use.unitId}`}>{use.unitName}</TextLink>
            {editable ? (
              <Button
                icon
                variant="tertiary"
                data-color="danger"
                aria-label={t("use.remove", { name: use.unitName })}
                onClick={() => removal.mutate(use)}
              >
                <TrashIcon aria-hidden />
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      <ErrorMessage error={uses.error ?? addition.error ?? removal.error} />
      {editable ? (
        <form
          className="b-line"
          onSubmit={(event) => {
            event.preventDefault();
            if (unitId !== "") addition.mutate();
          }}
        >
          <ChoiceField
            of="unit"
            label={t("use.unit")}
            none={t("choose")}
            without={items.map((use) => use.unitId)}
            value={unitId}
            onChange={setUnitId}
          />
          <Button type="submit" variant="secondary" loading={addition.isPending}>
            {t("use.add")}
          </Button>
        </form>
      ) : null}
    </Section>
  );
}
