import { Button } from "@digdir/designsystemet-react";
import { useQuery } from "@tanstack/react-query";
import type { SignInWays } from "../../features/access/contract.ts";
import { api, apiAddress } from "../api.ts";
import { useTexts } from "../context.tsx";
import { signInTexts } from "./texts.ts";
import "./sign-in.css";

export function useWays() {
  return useQuery({
    queryKey: ["bootstrap", "ways"],
    queryFn: () => api.get<SignInWays>("/session/ways"),
    // Somebody may have configured another since.
    staleTime: 0,
  });
}

export interface OtherWaysProps {
  readonly pending: boolean;
  readonly onPasskey: () => void;
}

/** What is configured beside the password. A provider is another site: one goes there by a plain link. */
export function OtherWays({ pending, onPasskey }: OtherWaysProps) {
  const t = useTexts(signInTexts);
  const { data } = useWays();
  if (data === undefined || (!data.passkeys && data.providers.length === 0)) return null;
  const to = location.pathname + location.search;
  return (
    <div className="b-ways">
      <div className="b-ways-or">{t("or")}</div>
      {data.providers.map((provider) => (
        <Button key={provider.id} variant="secondary" asChild>
          <a href={apiAddress(`/session/identity-providers/${provider.id}/start`, { to })}>
            {t("provider", { name: provider.name })}
          </a>
        </Button>
      ))}
      {data.passkeys ? (
        <Button variant="secondary" loading={pending} onClick={onPasskey}>
          {t("passkey")}
        </Button>
      ) : null}
    </div>
  );
}
