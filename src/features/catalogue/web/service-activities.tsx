import { TrashIcon } from "@navikt/aksel-icons";
import { Button } from "@digdir/designsystemet-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../../../web/api.ts";
import { useTexts } from "../../../web/context.tsx";
import { ErrorMessage } from "../../../web/kit/error-message.tsx";
import { SelectField } from "../../../web/kit/fields.tsx";
import { Section } from "../../../web/kit/page-header.tsx";
import type { ListPage } from "../../../web/kit/use-list.ts";
import { TextLink } from "../../../web/link.tsx";
import type { ActivityView, ServiceView } from "../contract.ts";
import { catalogueTexts } from "../texts.ts";

/** Which activities need the service: what stands still without it. */
export function ServiceActivities(props: { readonly service: ServiceView; readonly editable: boolean }) {
  const { service, editable } = props;
  const t = useTexts(catalogueTexts);
  const client = useQueryClient();
  const [chosen, setChosen] = useState("");
  const activities = useQuery({
    queryKey: ["activity", "all"],
    queryFn: ({ signal }) => api.get<ListPage<ActivityView>>("/activities", { limit: 500 }, signal),
  });
  const setting = useMutation({
    mutationFn: ({ activity, needed }: { activity: ActivityView; needed: boolean }) => {
      const others = activity.services.map(({ id }) => id).filter((id) => id !== service.id);
      const serviceIds = needed ? [...others, service.id] : others;
      return api.patch(`/activities/${activity.id}`, { serviceIds }, { version: activity.version });
    },
    onSuccess: () => setChosen(""),
    // Also when it was refused, as then what is shown may be old.
    onSettled: () => client.invalidateQueries({ queryKey: ["activity"] }),
  });
  const all = activities.data?.items ?? [];
  const needing = all.filter((activity) => activity.services.some(({ id }) => id === service.id));
  const others = all.filter((activity) => !needing.includes(activity));
  return (
    <Section title={t("service.activities")}>
      {activities.data !== undefined && needing.length === 0 ? (
        <p className="b-quiet">{t("service.activities.none")}</p>
      ) : null}
      <ul className="b-rows">
        {needing.map((activity) => (
          <li key={activity.id}>
            <span>
              {activity.name}
              <span className="b-quiet">
                {" · "}
                <TextLink to={`/units/${activity.unitId}`}>{activity.unitName}</TextLink>
              </span>
            </span>
            {editable ? (
              <Button
                icon
                variant="tertiary"
                data-color="danger"
                aria-label={t("use.remove", { name: activity.name })}
                onClick={() => setting.mutate({ activity, needed: false })}
              >
                <TrashIcon aria-hidden />
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      <ErrorMessage error={activities.error ?? setting.error} />
      {editable && others.length > 0 ? (
        <form
          className="b-line"
          onSubmit={(event) => {
            event.preventDefault();
            const activity = others.find(({ id }) => id === chosen);
            if (activity !== undefined) setting.mutate({ activity, needed: true });
          }}
        >
          <SelectField
            label={t("activity")}
            none={t("choose")}
            options={others.map(({ id, name, unitName }) => ({ value: id, label: `${name} (${unitName})` }))}
            value={chosen}
            onChange={setChosen}
          />
          <Button type="submit" variant="secondary" loading={setting.isPending}>
            {t("service.activities.add")}
          </Button>
        </form>
      ) : null}
    </Section>
  );
}
