import { useNavigate, useSearch } from "@tanstack/react-router";
import { useCallback } from "react";

export type SearchValue = string | string[] | undefined;
export type SearchState = Readonly<Record<string, SearchValue>>;

/** Addresses people can read and share: `?status=open&status=new&q=citrix`, no JSON in them. */
export function parseSearch(text: string): Record<string, string | string[]> {
  const search = new URLSearchParams(text);
  const values: Record<string, string | string[]> = {};
  for (const name of new Set(search.keys())) {
    const all = search.getAll(name);
    const [first = ""] = all;
    values[name] = all.length > 1 ? all : first;
  }
  return values;
}

export function stringifySearch(values: Readonly<Record<string, unknown>>): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (typeof one === "string" && one !== "") search.append(name, one);
    }
  }
  const text = search.toString();
  return text === "" ? "" : `?${text}`;
}

export interface Filters<Name extends string> {
  /** Only names that are set have a value. */
  readonly values: Readonly<Partial<Record<Name, string>>>;
  readonly all: (name: Name) => readonly string[];
  readonly set: (name: Name, value: string | readonly string[] | undefined) => void;
  readonly clear: () => void;
  readonly active: boolean;
}

function listOf(value: unknown): string[] {
  const values = Array.isArray(value) ? value : [value];
  return values.filter((one) => typeof one === "string" && one !== "");
}

/**
 * Filters that live in the address, so that what is seen can be sent as a link and the browser's
 * back button works. `keep` names those that say how rather than what (sort); clearing spares them.
 */
export function useFilters<const Name extends string>(
  names: readonly Name[],
  keep: readonly Name[] = [],
): Filters<Name> {
  const search: Readonly<Record<string, unknown>> = useSearch({ strict: false });
  const navigate = useNavigate();
  const values: Partial<Record<Name, string>> = {};
  for (const name of names) {
    const [first] = listOf(search[name]);
    if (first !== undefined) values[name] = first;
  }
  const change = useCallback(
    (changes: SearchState) =>
      void navigate({
        to: ".",
        search: (before: Readonly<Record<string, unknown>>) => ({ ...before, ...changes }),
        replace: true,
        resetScroll: false,
      }),
    [navigate],
  );
  const set: Filters<Name>["set"] = (name, value) =>
    change({ [name]: value === undefined ? undefined : listOf([value].flat()) });
  const filtering = names.filter((name) => !keep.includes(name));
  return {
    values,
    all: (name) => listOf(search[name]),
    set,
    clear: () => change(Object.fromEntries(filtering.map((name) => [name, undefined]))),
    active: filtering.some((name) => values[name] !== undefined),
  };
}
