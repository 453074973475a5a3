import { TrashIcon } from "@navikt/aksel-icons";
import { Button } from "@digdir/designsystemet-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../../../web/api.ts";
import { useTexts } from "../../../web/context.tsx";
import { Modal } from "../../../web/kit/confirm-dialog.tsx";
import { ErrorMessage } from "../../../web/kit/error-message.tsx";
import { TextField } from "../../../web/kit/fields.tsx";
import type { ListPage } from "../../../web/kit/use-list.ts";
import type { AreaView } from "../contract.ts";
import { catalogueTexts } from "../texts.ts";

/** Adds service areas, and removes those that no service belongs to. */
export function AreasDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useTexts(catalogueTexts);
  const client = useQueryClient();
  const [name, setName] = useState("");
  const areas = useQuery({
    queryKey: ["service-area", "all"],
    queryFn: ({ signal }) => api.get<ListPage<AreaView>>("/service-areas", { limit: 500 }, signal),
  });
  const again = () => client.invalidateQueries({ queryKey: ["service-area"] });
  const addition = useMutation({
    mutationFn: () => api.post("/service-areas", { name }),
    onSuccess: () => {
      setName("");
      return again();
    },
  });
  const removal = useMutation({
    mutationFn: (area: AreaView) => api.delete(`/service-areas/${area.id}`, { version: area.version }),
    onSuccess: again,
  });
  return (
    <Modal title={t("areas")} open onClose={onClose}>
      <p className="b-quiet">{t("areas.what")}</p>
      <ul className="b-rows">
        {(areas.data?.items ?? []).map((area) => (
          <li key={area.id}>
            <span>{area.name}</span>
            <Button
              icon
              variant="tertiary"
              data-color="danger"
              disabled={area.serviceCount > 0}
              aria-label={t("area.remove", { name: area.name })}
              onClick={() => removal.mutate(area)}
            >
              <TrashIcon aria-hidden />
            </Button>
          </li>
        ))}
      </ul>
      <ErrorMessage error={areas.error ?? addition.error ?? removal.error} />
      <form
        className="b-line"
        onSubmit={(event) => {
          event.preventDefault();
          addition.mutate();
        }}
      >
        <TextField label={t("area.new")} value={name} onChange={setName} required />
        <Button type="submit" variant="secondary" loading={addition.isPending}>
          {t("add")}
        </Button>
      </form>
    </Modal>
  );
}
