import { Alert, Button } from "@digdir/designsystemet-react";
import { ApiError } from "../api.ts";
import { useTexts } from "../context.tsx";
import { kitTexts } from "./texts.ts";
import "./kit.css";

export interface ErrorMessageProps {
  readonly error: Error | null | undefined;
  readonly onRetry?: () => void;
}

/** The one way an error is shown: what is wrong, what to do, and the code to quote when asking for help. */
export function ErrorMessage({ error, onRetry }: ErrorMessageProps) {
  const t = useTexts(kitTexts);
  if (error === null || error === undefined) return null;
  const problem = error instanceof ApiError ? error : undefined;
  const fallback = problem?.status === 0 ? t("error.network") : t("error.unknown");
  const detail = problem?.detail || fallback;
  const title = problem?.title ?? "";
  return (
    <Alert data-color="danger" role="alert" className="b-error">
      <strong>{title === "" || title === detail ? t("error.title") : title}</strong>
      <p>{detail}</p>
      {problem === undefined || problem.errors.length === 0 ? null : (
        <ul>
          {problem.errors.map((fault) => (
            <li key={`${fault.path}:${fault.message}`}>{fault.message}</li>
          ))}
        </ul>
      )}
      {problem !== undefined && problem.status >= 500 && problem.requestId !== "" ? (
        <p className="b-quiet">{t("error.request", { requestId: problem.requestId })}</p>
      ) : null}
      {onRetry === undefined ? null : (
        <Button variant="secondary" onClick={onRetry}>
          {t("retry")}
        </Button>
      )}
    </Alert>
  );
}
