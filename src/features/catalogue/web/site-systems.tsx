import { TrashIcon } from "@navikt/aksel-icons";
import { Button } from "@digdir/designsystemet-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../../../web/api.ts";
import { useMay, useTexts } from "../../../web/context.tsx";
import type { SlotProps } from "../../../web/feature.ts";
import { ErrorMessage } from "../../../web/kit/error-message.tsx";
import { ChoiceField } from "../../../web/kit/choice-field.tsx";
import { Section } from "../../../web/kit/page-header.tsx";
import { TextLink } from "../../../web/link.tsx";
import { catalogueTexts } from "../texts.ts";
import "./catalogue.css";

interface Leaning {
  readonly systems: readonly { readonly id: string; readonly name: string }[];
}

/** On a site's page: the systems that the site itself leans on. */
export function SiteSystems({ subjectId = "" }: SlotProps) {
  const t = useTexts(catalogueTexts);
  const editable = useMay()("catalogue:edit");
  const client = useQueryClient();
  const [chosen, setChosen] = useState("");
  const path = `/sites/${subjectId}/systems`;
  const leaning = useQuery({
    queryKey: ["site", subjectId, "systems"],
    queryFn: ({ signal }) => api.get<Leaning>(path, {}, signal),
  });
  const setting = useMutation({
    mutationFn: (systemIds: readonly string[]) => api.put(path, { systemIds }),
    onSuccess: () => {
      setChosen("");
      return client.invalidateQueries({ queryKey: ["site", subjectId] });
    },
  });
  const systems = leaning.data?.systems ?? [];
  const ids = systems.map((system) => system.id);
  return (
    <Section title={t("site.systems")}>
      <ErrorMessage error={leaning.error ?? setting.error} />
      {leaning.data !== undefined && ids.length === 0 ? (
        <p className="b-quiet">{t("site.systems.none")}</p>
      ) : null}
      <ul className="b-rows">
        {systems.map((system) => (
          <li key={system.id}>
            <TextLink to={`/systems/${system.id}`}>{system.name}</TextLink>
            {editable ? (
              <Button
                icon
                variant="tertiary"
                data-color="danger"
                aria-label={t("use.remove", { name: system.name })}
                onClick={() => setting.mutate(ids.filter((id) => id !== system.id))}
              >
                <TrashIcon aria-hidden />
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      {editable ? (
        <form
          className="b-line"
          onSubmit={(event) => {
            event.preventDefault();
            if (chosen !== "") setting.mutate([...ids, chosen]);
          }}
        >
          <ChoiceField
            of="system"
            label={t("system")}
            none={t("choose")}
            query={{ retired: "false" }}
            without={ids}
            value={chosen}
            onChange={setChosen}
          />
          <Button type="submit" variant="secondary" loading={setting.isPending}>
            {t("add")}
          </Button>
        </form>
      ) : null}
    </Section>
  );
}
