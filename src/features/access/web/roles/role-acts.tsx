import { Button } from "@digdir/designsystemet-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../../../../web/api.ts";
import { useTexts } from "../../../../web/context.tsx";
import { ConfirmDialog } from "../../../../web/kit/confirm-dialog.tsx";
import { useGo } from "../../../../web/link.tsx";
import { notify } from "../../../../web/notify.ts";
import { useLanguage } from "../../../../web/preferences.ts";
import type { RoleView } from "../../contract.ts";
import { roleTexts } from "../../roles.texts.ts";

/** Back to how it came, for one that ships; away, for one of the organisation's own that nobody holds. */
export function RoleActs({ role }: { readonly role: RoleView }) {
  const t = useTexts(roleTexts);
  const client = useQueryClient();
  const language = useLanguage();
  const go = useGo();
  const [asking, setAsking] = useState(false);
  const act = role.shipped ? "restore" : "remove";
  const name = role.name[language];
  const doing = useMutation({
    mutationFn: () =>
      role.shipped
        ? api.post(`/roles/${role.id}/restoration`, {}, { version: role.version })
        : api.delete(`/roles/${role.id}`, { version: role.version }),
    onSuccess: () => {
      notify(t(role.shipped ? "restored" : "removed", { name }));
      go("/roles");
      void client.invalidateQueries({ queryKey: ["role"] });
    },
  });
  if (role.shipped ? !role.edited && !role.renamed : role.holders > 0) return null;
  return (
    <>
      <Button
        type="button"
        variant="tertiary"
        data-color={role.shipped ? "accent" : "danger"}
        onClick={() => setAsking(true)}
      >
        {t(act)}
      </Button>
      <ConfirmDialog
        title={t(`${act}.of`, { name })}
        open={asking}
        onClose={() => setAsking(false)}
        confirmLabel={t(act)}
        danger={!role.shipped}
        pending={doing.isPending}
        error={doing.error}
        onConfirm={() => doing.mutate()}
      >
        <p>{t(`${act}.what`)}</p>
      </ConfirmDialog>
    </>
  );
}
