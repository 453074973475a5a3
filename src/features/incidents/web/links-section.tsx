import { Button } from "@digdir/designsystemet-react";
import { useState } from "react";
import { api } from "../../../web/api.ts";
import { useTexts } from "../../../web/context.tsx";
import { ErrorMessage } from "../../../web/kit/error-message.tsx";
import { Modal } from "../../../web/kit/confirm-dialog.tsx";
import { ChoiceField } from "../../../web/kit/choice-field.tsx";
import { SelectField, TextField } from "../../../web/kit/fields.tsx";
import { Section } from "../../../web/kit/page-header.tsx";
import type { ListPage } from "../../../web/kit/use-list.ts";
import { TextLink } from "../../../web/link.tsx";
import type { IncidentRow, IncidentView, LinkView } from "../contract.ts";
import { linkKinds } from "../contract/words.ts";
import { texts } from "../texts.ts";
import { StaleNotice } from "./stale-notice.tsx";
import { useEdit } from "./use-edit.tsx";

interface Props {
  readonly incident: IncidentView;
  readonly editable: boolean;
}

function kindText(link: LinkView) {
  if (link.direction === "out") return `link.${link.kind}` as const;
  return link.kind === "parent" ? "link.child" : "link.duplicated-by";
}

function Target({ link }: { readonly link: LinkView }) {
  const t = useTexts(texts);
  if (link.incident !== null) {
    return (
      <TextLink
        to={`/incidents/${link.incident.id}`}
      >{`${link.incident.number} ${link.incident.title}`}</TextLink>
    );
  }
  if (link.reference === null) return <span className="b-quiet">{t("page.link.unseen")}</span>;
  return <span>{link.supplier === null ? link.reference : `${link.supplier.name}: ${link.reference}`}</span>;
}

function Line({ incident, link, editable }: Props & { readonly link: LinkView }) {
  const t = useTexts(texts);
  const edit = useEdit<void>(
    incident.id,
    () =>
      api.delete<IncidentView>(`/incidents/${incident.id}/links/${link.id}`, { version: incident.version }),
    () => t("entry.incident.unlinked"),
  );
  return (
    <li className="i-line">
      <span>
        <span className="b-quiet">{t(kindText(link))} </span>
        <Target link={link} />
      </span>
      {editable && link.direction === "out" ? (
        <Button variant="tertiary" data-size="sm" loading={edit.pending} onClick={() => edit.run()}>
          {t("page.link.remove")}
        </Button>
      ) : null}
      <StaleNotice basis={incident} current={edit.current} onTake={edit.takeCurrent} />
      <ErrorMessage error={edit.error} />
    </li>
  );
}

class UnknownNumber extends Error {}

/** People know numbers, not ids. */
async function idOfNumber(number: string): Promise<string> {
  const found = await api.get<ListPage<IncidentRow>>("/incidents", { q: number, limit: 1 });
  const [first] = found.items;
  if (first === undefined || first.number.toLowerCase() !== number.toLowerCase()) throw new UnknownNumber();
  return first.id;
}

function LinkDialog({
  incident,
  onClose,
}: {
  readonly incident: IncidentView;
  readonly onClose: () => void;
}) {
  const t = useTexts(texts);
  const [kind, setKind] = useState<string>("parent");
  const [target, setTarget] = useState("");
  const [supplierId, setSupplier] = useState("");
  const toIncident = kind === "parent" || kind === "duplicate";
  const edit = useEdit<void>(
    incident.id,
    async () => {
      const body = toIncident
        ? { kind, otherIncidentId: await idOfNumber(target.trim()) }
        : { kind, reference: target.trim(), ...(supplierId !== "" && { supplierId }) };
      return api.post<IncidentView>(`/incidents/${incident.id}/links`, body, { version: incident.version });
    },
    () => t("entry.incident.linked"),
    onClose,
  );
  const unknown = edit.error instanceof UnknownNumber;
  return (
    <Modal title={t("page.link.add")} open onClose={onClose}>
      <div className="b-form">
        <StaleNotice basis={incident} current={edit.current} onTake={edit.takeCurrent} />
        <SelectField
          label={t("page.link.kind")}
          value={kind}
          options={linkKinds.map((value) => ({ value, label: t(`link.${value}`) }))}
          onChange={setKind}
        />
        {kind === "supplier-case" ? (
          <ChoiceField
            of="supplier"
            label={t("filter.supplier")}
            none={t("choose")}
            value={supplierId}
            onChange={setSupplier}
          />
        ) : null}
        <TextField
          label={toIncident ? t("page.link.number") : t("page.link.reference")}
          required
          value={target}
          error={unknown ? t("page.link.unknown") : undefined}
          onChange={setTarget}
        />
        <ErrorMessage error={unknown ? null : edit.error} />
        <div className="b-actions">
          <Button loading={edit.pending} disabled={target.trim() === ""} onClick={() => edit.run()}>
            {t("page.link.add")}
          </Button>
        </div>
      </div>
    </Modal>
  );
}

export function LinksSection({ incident, editable }: Props) {
  const t = useTexts(texts);
  const [open, setOpen] = useState(false);
  const add = (
    <Button variant="tertiary" onClick={() => setOpen(true)}>
      {t("page.link.add")}
    </Button>
  );
  return (
    <Section title={t("page.links")} actions={editable ? add : undefined}>
      {incident.links.length === 0 ? (
        <p className="b-quiet">{t("page.links.none")}</p>
      ) : (
        <ul className="i-lines">
          {incident.links.map((link) => (
            <Line key={link.id} incident={incident} link={link} editable={editable} />
          ))}
        </ul>
      )}
      {open ? <LinkDialog incident={incident} onClose={() => setOpen(false)} /> : null}
    </Section>
  );
}
