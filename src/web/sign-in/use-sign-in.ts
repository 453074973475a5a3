import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import type { PersonView, SignInNext } from "../../features/access/contract.ts";
import { api, ApiError } from "../api.ts";
import { useLanguage } from "../preferences.ts";
import { sessionKey } from "../queries.ts";
import { signInWithPasskey, wasGivenUp } from "./passkey.ts";
import { sayVisit } from "./visit-problem.ts";

export interface Credentials {
  readonly email: string;
  readonly password: string;
}

type Answer = PersonView | SignInNext;

interface Came {
  readonly problem: string | null;
  readonly name: string;
  readonly isHalfway: boolean;
}

const plainly: Came = { problem: null, name: "", isHalfway: false };

/**
 * What a provider's visit ended with stands in the address of the page that it led to. Read as that page is loaded:
 * a first render may be thrown away, and the address is plain by the second.
 */
let came = readAddress();

function readAddress(): Came {
  const search = new URLSearchParams(location.search);
  return {
    problem: search.get("problem"),
    name: search.get("name") ?? "",
    isHalfway: search.has("sign-in"),
  };
}

function useProblem(problem: string | null, name: string): Error | null {
  const language = useLanguage();
  const detail = sayVisit(language, problem, name);
  if (problem === null || detail === undefined) return null;
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
  useEffect(() => {
    if (came.problem !== null || came.isHalfway) history.replaceState(null, "", location.pathname);
  }, []);
  const [next, setNext] = useState<SignInNext | null>(null);
  const [usesPasskey, setUsesPasskey] = useState(false);
  const waiting = useQuery({
    queryKey: ["session", "step"],
    queryFn: () => api.get<SignInNext>("/session/step"),
    enabled: came.isHalfway,
    retry: false,
  });
  const onIn = (person: PersonView) => {
    came = plainly;
    client.setQueryData(sessionKey, person);
  };
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
    came = plainly;
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
