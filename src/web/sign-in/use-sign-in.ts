import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { PersonView, SignInNext } from "../../features/access/contract.ts";
import { errorTexts } from "../../shared/errors.texts.ts";
import { lookUp } from "../../shared/texts.ts";
import { api, ApiError } from "../api.ts";
import { useLanguage } from "../preferences.ts";
import { sessionKey } from "../queries.ts";
import { signInWithPasskey, wasGivenUp } from "./passkey.ts";

export interface Credentials {
  readonly email: string;
  readonly password: string;
}

type Answer = PersonView | SignInNext;

/** What a provider's visit ended with stands in the address; it is said once, and the address is plain again. */
function takeFromAddress(): { problem: string | null; name: string; isHalfway: boolean } {
  const search = new URLSearchParams(location.search);
  const found = {
    problem: search.get("problem"),
    name: search.get("name") ?? "",
    isHalfway: search.has("sign-in"),
  };
  if (found.problem !== null || found.isHalfway) history.replaceState(null, "", location.pathname);
  return found;
}

function useProblem(problem: string | null, name: string): Error | null {
  const language = useLanguage();
  if (problem === null) return null;
  const detail = lookUp(language, [errorTexts], problem)?.replaceAll("{name}", name) ?? problem;
  return new ApiError({
    code: problem,
    status: 401,
    title: "",
    detail,
    requestId: "",
    errors: [],
    current: null,
  });
}

export function useSignIn() {
  const client = useQueryClient();
  const [came] = useState(takeFromAddress);
  const [next, setNext] = useState<SignInNext | null>(null);
  const [usesPasskey, setUsesPasskey] = useState(false);
  const waiting = useQuery({
    queryKey: ["session", "step"],
    queryFn: () => api.get<SignInNext>("/session/step"),
    enabled: came.isHalfway,
    retry: false,
  });
  const onIn = (person: PersonView) => client.setQueryData(sessionKey, person);
  const onAnswer = (answer: Answer) => {
    if (!("next" in answer)) onIn(answer);
    else if (answer.next === "passkey") setUsesPasskey(true);
    else setNext(answer);
  };
  const byPassword = useMutation({
    mutationFn: (credentials: Credentials) => api.post<Answer>("/session", credentials),
    onSuccess: onAnswer,
  });
  const byPasskey = useMutation({
    mutationFn: () => signInWithPasskey<Answer>(),
    onSuccess: onAnswer,
  });
  const again = () => {
    setNext(null);
    client.removeQueries({ queryKey: ["session", "step"] });
    byPassword.reset();
  };
  const told = useProblem(came.problem, came.name);
  const passkeyError = wasGivenUp(byPasskey.error) ? null : byPasskey.error;
  return {
    next: next ?? waiting.data ?? null,
    usesPasskey,
    error: byPassword.error ?? passkeyError ?? (byPassword.isPending ? null : told),
    byPassword,
    byPasskey,
    onIn,
    again,
  };
}
