import { Spinner } from "@digdir/designsystemet-react";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { lazy, Suspense, useEffect, type ReactNode } from "react";
import { api, ApiError } from "../api.ts";
import { BootstrapProvider, PersonProvider, useTexts, type Bootstrap } from "../context.tsx";
import type { PersonView } from "../../features/access/contract.ts";
import { ErrorMessage } from "../kit/error-message.tsx";
import { setOrganisationLanguage } from "../preferences.ts";
import { bootstrapKey, sessionKey } from "../queries.ts";
import { shellTexts } from "../texts.ts";
import { Shell } from "./shell.tsx";

const SignInPage = lazy(() => import("./sign-in-page.tsx").then((m) => ({ default: m.SignInPage })));
const NewPasswordPage = lazy(() =>
  import("./new-password-page.tsx").then((m) => ({ default: m.NewPasswordPage })),
);
const SetupPage = lazy(() => import("./setup-page.tsx").then((m) => ({ default: m.SetupPage })));

async function askSession(): Promise<PersonView | null> {
  try {
    return await api.get<PersonView>("/session");
  } catch (error) {
    if (error instanceof ApiError && error.status === 401) return null;
    throw error;
  }
}

function Waiting() {
  const t = useTexts(shellTexts);
  return (
    <main className="b-alone">
      <Spinner aria-label={t("loading")} data-size="lg" />
    </main>
  );
}

/** Decides what is shown at any address: set-up, sign-in, or the product with that page in it. */
export function Gate() {
  const bootstrap = useQuery({
    queryKey: bootstrapKey,
    queryFn: () => api.get<Bootstrap>("/bootstrap"),
    staleTime: Infinity,
  });
  const isSetUp = bootstrap.data !== undefined && bootstrap.data.organisationName !== null;
  const session = useQuery({
    queryKey: sessionKey,
    queryFn: askSession,
    enabled: isSetUp,
    staleTime: Infinity,
  });
  const language = bootstrap.data?.language;
  useEffect(() => {
    if (language !== undefined) setOrganisationLanguage(language);
  }, [language]);

  const error = bootstrap.error ?? session.error;
  if (error !== null && (bootstrap.data === undefined || session.data === undefined)) {
    return <Unreachable error={error} />;
  }
  if (bootstrap.data === undefined) return <Waiting />;
  return (
    <BootstrapProvider value={bootstrap.data}>
      <Suspense fallback={<Waiting />}>{inside(isSetUp, session.data)}</Suspense>
    </BootstrapProvider>
  );
}

function inside(isSetUp: boolean, person: PersonView | null | undefined): ReactNode {
  if (!isSetUp) return <SetupPage />;
  if (location.pathname === "/new-password") return <NewPasswordPage />;
  if (person === undefined) return <Waiting />;
  if (person === null) return <SignInPage />;
  return (
    <PersonProvider key={person.id} value={person}>
      <Shell />
    </PersonProvider>
  );
}

function Unreachable({ error }: { readonly error: Error }) {
  const client = useQueryClient();
  return (
    <main className="b-alone">
      <ErrorMessage error={error} onRetry={() => void client.invalidateQueries()} />
    </main>
  );
}
