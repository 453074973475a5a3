import { Button } from "@digdir/designsystemet-react";
import { useState } from "react";
import type { Translate } from "../../../../shared/texts.ts";
import { useMay, useTexts } from "../../../../web/context.tsx";
import { useFilters } from "../../../../web/filters.ts";
import { DataTable, type Column } from "../../../../web/kit/data-table.tsx";
import { EmptyState } from "../../../../web/kit/empty-state.tsx";
import { FilterBar, FilterText } from "../../../../web/kit/filter-bar.tsx";
import { PageHeader } from "../../../../web/kit/page-header.tsx";
import { StatusBadge } from "../../../../web/kit/status-badge.tsx";
import { useList } from "../../../../web/kit/use-list.ts";
import { useLanguage } from "../../../../web/preferences.ts";
import type { PersonListItem } from "../../contract.ts";
import { signInSettingTexts } from "../../sign-in.texts.ts";
import { accessTexts } from "../../texts.ts";
import { PersonSignInDialog } from "./person-sign-in.tsx";
import { AccessTabs } from "../access-tabs.tsx";
import { AddPerson } from "./add-person.tsx";
import { EditGrants } from "../roles/edit-grants.tsx";
import "../access.css";

type T = Translate<typeof accessTexts>;

function Roles({ person, t }: { readonly person: PersonListItem; readonly t: T }) {
  const language = useLanguage();
  return (
    <ul className="b-access-roles">
      {person.roles.map((grant) => (
        <li key={`${grant.role} ${grant.unitId}`}>
          {grant.roleName[language]} <span className="b-quiet">{grant.unitName}</span>
        </li>
      ))}
      {person.roles.length === 0 ? <li className="b-quiet">{t("roles.none")}</li> : null}
      {person.rolesElsewhere ? <li className="b-quiet">{t("roles.elsewhere")}</li> : null}
    </ul>
  );
}

interface Acts {
  readonly edit: (person: PersonListItem) => void;
  readonly help: (person: PersonListItem) => void;
}

function columns(t: T, says: string, acts: Acts | null): Column<PersonListItem>[] {
  return [
    { id: "name", header: t("name"), cell: (person) => person.name },
    { id: "email", header: t("email"), cell: (person) => person.email },
    {
      id: "title",
      header: t("title"),
      wideOnly: true,
      has: (person) => person.title !== "",
      cell: (person) => person.title,
    },
    { id: "roles", header: t("roles"), cell: (person) => <Roles person={person} t={t} /> },
    {
      id: "state",
      header: t("state"),
      cell: (person) => (
        <StatusBadge tone={person.active ? "success" : "neutral"}>
          {t(person.active ? "state.active" : "state.closed")}
        </StatusBadge>
      ),
    },
    ...(acts === null
      ? []
      : [
          {
            id: "edit",
            header: t("edit"),
            cell: (person: PersonListItem) => (
              <div className="b-actions">
                <Button
                  variant="secondary"
                  data-size="sm"
                  aria-label={`${t("edit")}: ${person.name}`}
                  onClick={() => acts.edit(person)}
                >
                  {t("edit")}
                </Button>
                <Button
                  variant="tertiary"
                  data-size="sm"
                  aria-label={`${says}: ${person.name}`}
                  onClick={() => acts.help(person)}
                >
                  {says}
                </Button>
              </div>
            ),
          },
        ]),
  ];
}

/** Who can sign in, and what they are. */
export function PeoplePage() {
  const t = useTexts(accessTexts);
  const may = useMay();
  const filters = useFilters(["q"]);
  const list = useList<PersonListItem>("person", "/people", { ...filters.values, limit: 200 });
  const [adding, setAdding] = useState(false);
  const [editing, setEditing] = useState<PersonListItem | null>(null);
  const [helping, setHelping] = useState<PersonListItem | null>(null);
  const says = useTexts(signInSettingTexts)("help");
  const edits = may("access:edit");
  const add = edits ? (
    <Button data-primary-action onClick={() => setAdding(true)}>
      {t("add")}
    </Button>
  ) : undefined;
  return (
    <>
      <PageHeader title={t("people")} lead={t("people.lead")} actions={add} />
      <AccessTabs current="people" />
      <FilterBar active={filters.active} onClear={filters.clear}>
        <FilterText
          label={t("search")}
          value={filters.values.q}
          onChange={(value) => filters.set("q", value)}
        />
      </FilterBar>
      <DataTable
        caption={t("people")}
        list={list}
        columns={columns(t, says, edits ? { edit: setEditing, help: setHelping } : null)}
        rowKey={(person) => person.id}
        empty={<EmptyState title={t("people.empty")}>{t("people.empty.what")}</EmptyState>}
      />
      {adding ? <AddPerson onClose={() => setAdding(false)} /> : null}
      {helping === null ? null : <PersonSignInDialog person={helping} onClose={() => setHelping(null)} />}
      {editing === null ? null : <EditGrants person={editing} onClose={() => setEditing(null)} />}
    </>
  );
}
