import { Alert } from "@digdir/designsystemet-react";
import { useQuery } from "@tanstack/react-query";
import { api } from "../../../../web/api.ts";
import { useFormat, useMay, useTexts } from "../../../../web/context.tsx";
import { TextLink } from "../../../../web/link.tsx";
import { breakGlassTexts } from "../../break-glass.texts.ts";
import type { AppointmentList, BreakGlassNotices as Notices } from "../../contract.ts";

/**
 * On top of the situation page: for all who look after sealed codes, until somebody has reviewed the use; for those who
 * see breaches, who was appointed to.
 */
export function BreakGlassNotices() {
  const t = useTexts(breakGlassTexts);
  const format = useFormat();
  const may = useMay();
  const notices = useQuery({
    queryKey: ["break-glass", "notices"],
    queryFn: ({ signal }) => api.get<Notices>("/break-glass-notices", {}, signal),
    enabled: may("break-glass:manage"),
  });
  const appointments = useQuery({
    queryKey: ["person", "appointments"],
    queryFn: ({ signal }) => api.get<AppointmentList>("/appointments", {}, signal),
    enabled: may("breach:read"),
  });
  const appointed = appointments.data?.items ?? [];
  const { uses = [], testDueSince = null } = notices.data ?? {};
  return (
    <div role="status">
      {uses.length === 0 ? null : (
        <Alert data-color="danger" className="b-outage">
          <strong>{t("notices")}</strong>
          {uses.map((use) => (
            <p key={use.id}>
              {t("notice.used", {
                name: use.personName,
                number: use.number,
                at: use.usedAt === null ? "" : format.instant(use.usedAt),
              })}{" "}
              <TextLink to="/break-glass">{t("notice.review")}</TextLink>
            </p>
          ))}
        </Alert>
      )}
      {appointed.length === 0 ? null : (
        <Alert data-color="info" className="b-outage">
          <strong>{t("appointed")}</strong>
          {appointed.map((one) => (
            <p key={one.id}>
              {t("appointed.who", {
                name: one.personName,
                by: one.byName ?? "Beredd",
                at: format.instant(one.at),
              })}
            </p>
          ))}
          <p>{t("appointed.what")}</p>
        </Alert>
      )}
      {testDueSince === null ? null : (
        <Alert data-color="warning" className="b-outage">
          {t("notice.due", { at: format.date(testDueSince) })}{" "}
          <TextLink to="/break-glass">{t("notice.due.do")}</TextLink>
        </Alert>
      )}
    </div>
  );
}
