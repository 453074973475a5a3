import { Alert, Button } from "@digdir/designsystemet-react";
import { useQueryClient } from "@tanstack/react-query";
import { useSyncExternalStore } from "react";
import { outageStore } from "../api.ts";
import { useTexts } from "../context.tsx";
import { shellTexts } from "../texts.ts";

/** Says calmly that the server is away, and stays until an answer comes. */
export function OutageBanner() {
  const t = useTexts(shellTexts);
  const client = useQueryClient();
  const { down } = useSyncExternalStore(outageStore.subscribe, outageStore.get);
  return (
    <div role="status">
      {down ? (
        <Alert data-color="warning" className="b-outage">
          <div className="b-outage-text">
            <p>{t("outage")}</p>
            <Button variant="secondary" onClick={() => void client.invalidateQueries()}>
              {t("retry")}
            </Button>
          </div>
        </Alert>
      ) : null}
    </div>
  );
}
