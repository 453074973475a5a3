import { Alert, Button } from "@digdir/designsystemet-react";
import { ApiError, type Fault } from "../api.ts";
import { useTexts } from "../context.tsx";
import { kitTexts } from "./texts.ts";
import "./kit.css";

export interface ErrorMessageProps {
  readonly error: Error | null | undefined;
  readonly onRetry?: () => void;
}

interface Said {
  readonly title: string;
  readonly detail: string;
  readonly faults: readonly Fault[];
  readonly requestId: string;
}

function useSaid(error: Error): Said {
  const t = useTexts(kitTexts);
  const title = t("error.title");
  if (!(error instanceof ApiError)) return { title, detail: t("error.unknown"), faults: [], requestId: "" };
  if (error.status === 0) return { title, detail: t("error.network"), faults: [], requestId: "" };
  // The server's title is the first sentence of its detail; it is said once.
  const rest = error.detail.startsWith(error.title) ? error.detail.slice(error.title.length) : error.detail;
  return {
    title: error.title || title,
    detail: error.title + rest === "" ? t("error.unknown") : rest.trim(),
    faults: error.errors,
    requestId: error.status >= 500 ? error.requestId : "",
  };
}

/** Asking again gives the same answer until somebody else has done something. */
const isFinal = (error: Error) => error instanceof ApiError && [403, 404, 410].includes(error.status);

function Message({ error, onRetry }: { readonly error: Error; readonly onRetry: (() => void) | undefined }) {
  const t = useTexts(kitTexts);
  const { title, detail, faults, requestId } = useSaid(error);
  return (
    <Alert data-color="danger" role="alert">
      <div className="b-error">
        <strong>{title}</strong>
        {detail === "" ? null : <p>{detail}</p>}
        {faults.length === 0 ? null : (
          <ul>
            {faults.map((fault) => (
              <li key={`${fault.path}:${fault.message}`}>{fault.message}</li>
            ))}
          </ul>
        )}
        {requestId === "" ? null : <p className="b-quiet">{t("error.request", { requestId })}</p>}
        {onRetry === undefined || isFinal(error) ? null : (
          <Button variant="secondary" onClick={onRetry}>
            {t("retry")}
          </Button>
        )}
      </div>
    </Alert>
  );
}

/** The one way an error is shown: what is wrong, what to do, and the code to quote when asking for help. */
export function ErrorMessage({ error, onRetry }: ErrorMessageProps) {
  return error === null || error === undefined ? null : <Message error={error} onRetry={onRetry} />;
}
