import { Button } from "@digdir/designsystemet-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import type { Format } from "../../../../shared/format.ts";
import type { Language } from "../../../../shared/language.ts";
import { lookUp, type Translate } from "../../../../shared/texts.ts";
import { api } from "../../../../web/api.ts";
import { useFormat, useTexts } from "../../../../web/context.tsx";
import { ConfirmDialog } from "../../../../web/kit/confirm-dialog.tsx";
import { DataTable, type Column } from "../../../../web/kit/data-table.tsx";
import { StatusBadge } from "../../../../web/kit/status-badge.tsx";
import type { List } from "../../../../web/kit/use-list.ts";
import { notify } from "../../../../web/notify.ts";
import type { KeyView } from "../../contract.ts";
import { keyTexts } from "../../keys.texts.ts";
import { permissionWords } from "../../permission-words.texts.ts";

type T = Translate<typeof keyTexts>;

const say = (permissions: readonly string[], language: Language) =>
  permissions
    .map((permission) => lookUp(language, [permissionWords], `permission.${permission}`) ?? permission)
    .join("; ");

function May({ row, t, language }: { row: KeyView; t: T; language: Language }) {
  return (
    <div>
      {t("over", { permissions: say(row.permissions, language), unit: row.unitName })}
      {row.path === null ? null : <div className="b-quiet">{t("path.only", { path: row.path })}</div>}
      {row.lost.length === 0 ? null : (
        <div>
          <StatusBadge tone="warning">{t("lost", { permissions: say(row.lost, language) })}</StatusBadge>
        </div>
      )}
    </div>
  );
}

interface Shown {
  readonly t: T;
  readonly format: Format;
  readonly withOwner: boolean;
  readonly revoke: (row: KeyView) => void;
}

function columns({ t, format, withOwner, revoke }: Shown): Column<KeyView>[] {
  const owner = { id: "owner", header: t("owner"), cell: (row: KeyView) => row.personName };
  return [
    {
      id: "name",
      header: t("name"),
      cell: (row) => (
        <div>
          {row.name}
          <div className="b-quiet">
            <code>{row.hint}…</code>
          </div>
        </div>
      ),
    },
    ...(withOwner ? [owner] : []),
    { id: "may", header: t("may"), cell: (row) => <May row={row} t={t} language={format.language} /> },
    {
      id: "used",
      header: t("used"),
      cell: (row) => (row.lastUsedAt === null ? t("used.never") : format.instant(row.lastUsedAt)),
    },
    { id: "expires", header: t("expires"), cell: (row) => format.instant(row.expiresAt) },
    {
      id: "state",
      header: t("state"),
      cell: (row) => (
        <StatusBadge tone={row.state === "working" ? "success" : "neutral"}>
          {t(`state.${row.state}`)}
        </StatusBadge>
      ),
    },
    {
      id: "revoke",
      header: t("revoke"),
      cell: (row) =>
        row.state !== "working" ? (
          "–"
        ) : (
          <Button
            variant="secondary"
            data-size="sm"
            data-color="danger"
            aria-label={t("revoke.of", { name: row.name })}
            onClick={() => revoke(row)}
          >
            {t("revoke")}
          </Button>
        ),
    },
  ];
}

/** Keys with what they may do, when they were used, and the way to end them. */
export function KeyTable(props: {
  readonly caption: string;
  readonly list: List<KeyView>;
  readonly revokePath: (row: KeyView) => string;
  readonly withOwner?: boolean;
  readonly empty: ReactNode;
}) {
  const t = useTexts(keyTexts);
  const format = useFormat();
  const client = useQueryClient();
  const [asking, setAsking] = useState<KeyView | null>(null);
  const revoking = useMutation({
    mutationFn: (row: KeyView) => api.post(props.revokePath(row), {}, { version: row.version }),
    onSuccess: (_done, row) => {
      notify(t("revoked", { name: row.name }));
      setAsking(null);
      void client.invalidateQueries({ queryKey: ["api-key"] });
    },
  });
  const shown = { t, format, withOwner: props.withOwner ?? false, revoke: setAsking };
  return (
    <>
      <DataTable
        caption={props.caption}
        list={props.list}
        columns={columns(shown)}
        rowKey={(row) => row.id}
        showTotal={false}
        empty={props.empty}
      />
      {asking === null ? null : (
        <ConfirmDialog
          title={t("revoke.of", { name: asking.name })}
          open
          danger
          confirmLabel={t("revoke")}
          pending={revoking.isPending}
          error={revoking.error}
          onConfirm={() => revoking.mutate(asking)}
          onClose={() => setAsking(null)}
        >
          <p>{t("revoke.what")}</p>
        </ConfirmDialog>
      )}
    </>
  );
}
