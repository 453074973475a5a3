import { TrashIcon } from "@navikt/aksel-icons";
import { Button } from "@digdir/designsystemet-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../../../web/api.ts";
import { useFormat, useMay, useTexts } from "../../../web/context.tsx";
import { ErrorMessage } from "../../../web/kit/error-message.tsx";
import { TextField } from "../../../web/kit/fields.tsx";
import { KeyValueList } from "../../../web/kit/key-value-list.tsx";
import { PageHeader, Section } from "../../../web/kit/page-header.tsx";
import { RemoveDialog } from "../../../web/kit/remove-dialog.tsx";
import { TextLink, usePathParam } from "../../../web/link.tsx";
import { Slot } from "../../../web/slot.tsx";
import type { SiteView } from "../contract.ts";
import { organisationTexts } from "../texts.ts";
import { SiteForm } from "./site-form.tsx";
import "./organisation.css";

/** One site with its networks. */
export function SitePage() {
  const t = useTexts(organisationTexts);
  const siteId = usePathParam("siteId");
  const may = useMay();
  const [open, setOpen] = useState<"edit" | "remove" | null>(null);
  const site = useQuery({
    queryKey: ["site", siteId],
    queryFn: ({ signal }) => api.get<SiteView>(`/sites/${siteId}`, {}, signal),
  });
  const path = [{ label: t("sites"), to: "/sites" }];
  if (site.data === undefined) {
    return (
      <>
        <PageHeader title={t("site")} path={path} />
        <ErrorMessage error={site.error} onRetry={() => void site.refetch()} />
      </>
    );
  }
  const actions = (
    <>
      <Button variant="secondary" data-primary-action onClick={() => setOpen("edit")}>
        {t("edit")}
      </Button>
      <Button variant="tertiary" data-color="danger" onClick={() => setOpen("remove")}>
        {t("remove")}
      </Button>
    </>
  );
  return (
    <>
      <PageHeader
        title={site.data.name}
        above={site.data.kind || t("site")}
        path={path}
        actions={may("organisation:edit") ? actions : undefined}
      />
      <SiteFacts site={site.data} />
      <Networks site={site.data} editable={may("organisation:edit")} />
      <Slot name="site.aside" subjectType="site" subjectId={siteId} />
      {open === "edit" ? <SiteForm site={site.data} onClose={() => setOpen(null)} /> : null}
      <RemoveDialog
        title={t("site.remove")}
        confirmLabel={t("remove")}
        done={t("site.removed")}
        list="/sites"
        record={site.data}
        again={["site", "list"]}
        open={open === "remove"}
        onClose={() => setOpen(null)}
      >
        {t("site.remove.what", { name: site.data.name })}
      </RemoveDialog>
    </>
  );
}

function SiteFacts({ site }: { readonly site: SiteView }) {
  const t = useTexts(organisationTexts);
  const format = useFormat();
  const unit = <TextLink to={`/units/${site.unitId}`}>{site.unitName}</TextLink>;
  const people = site.peopleCount === null ? null : format.number(site.peopleCount);
  return (
    <div className="b-card">
      <KeyValueList
        items={[
          { key: "unit", label: t("unit"), value: unit },
          { key: "address", label: t("address"), value: site.address || null },
          { key: "code", label: t("code"), value: site.code },
          { key: "people", label: t("people"), value: people },
        ]}
      />
    </div>
  );
}

function Networks({ site, editable }: { readonly site: SiteView; readonly editable: boolean }) {
  const t = useTexts(organisationTexts);
  const client = useQueryClient();
  const [name, setName] = useState("");
  const again = () => client.invalidateQueries({ queryKey: ["site"] });
  const addition = useMutation({
    mutationFn: () => api.post("/networks", { siteId: site.id, name }),
    onSuccess: () => {
      setName("");
      return again();
    },
  });
  const removal = useMutation({
    mutationFn: (network: SiteView["networks"][number]) =>
      api.delete(`/networks/${network.id}`, { version: network.version }),
    onSuccess: again,
  });
  return (
    <Section title={t("networks")}>
      {site.networks.length === 0 ? <p className="b-quiet">{t("network.none")}</p> : null}
      <ul className="b-networks">
        {site.networks.map((network) => (
          <li key={network.id}>
            {network.name}
            {editable ? (
              <Button
                icon
                variant="tertiary"
                data-color="danger"
                aria-label={t("network.remove", { name: network.name })}
                onClick={() => removal.mutate(network)}
              >
                <TrashIcon aria-hidden />
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      <ErrorMessage error={addition.error ?? removal.error} />
      {editable ? (
        <form
          className="b-inline-form"
          onSubmit={(event) => {
            event.preventDefault();
            addition.mutate();
          }}
        >
          <TextField label={t("network.name")} value={name} onChange={setName} required maxLength={80} />
          <Button type="submit" variant="secondary" loading={addition.isPending}>
            {t("network.add")}
          </Button>
        </form>
      ) : null}
    </Section>
  );
}
