import { useMutation } from "@tanstack/react-query";
import { useRef, useState } from "react";
import type { z } from "zod";
import { ApiError, newIdempotencyKey, type Fault } from "../api.ts";
import { sayFault } from "../../shared/faults.ts";
import { useLanguage } from "../preferences.ts";

type Values = Readonly<Record<string, unknown>>;
type Faults = Readonly<Record<string, string>>;

/** An empty field means that nothing was given; the contract decides whether that is allowed. */
function given(values: Values): Values {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ""));
}

function byPath(faults: readonly Fault[]): Faults {
  return Object.fromEntries(faults.map((fault) => [fault.path, fault.message]));
}

export interface FormOptions<Schema extends z.ZodType, Result> {
  /** The contract's input shape; only loaded with the page that has the form. */
  readonly schema: Schema;
  readonly initial: Partial<Record<keyof z.input<Schema> & string, unknown>>;
  /** `idempotencyKey` stays the same until the act succeeds, so that trying again is safe. */
  readonly submit: (value: z.output<Schema>, idempotencyKey: string) => Promise<Result>;
  readonly onDone?: (result: Result) => void;
}

export interface FormState<Name extends string> {
  readonly values: Values;
  readonly set: (name: Name, value: unknown) => void;
  readonly error: (name: Name) => string | undefined;
  /** For TextField, SelectField, RadioField. */
  readonly text: (name: Name) => {
    readonly name: Name;
    readonly value: string;
    readonly onChange: (value: string) => void;
    readonly error: string | undefined;
  };
  /** For CheckField. */
  readonly check: (name: Name) => {
    readonly name: Name;
    readonly checked: boolean;
    readonly onChange: (checked: boolean) => void;
  };
  readonly submit: () => void;
  readonly pending: boolean;
  readonly faults: Faults;
  /** The answer of the server when it refused for other reasons than single fields. */
  readonly failure: Error | null;
}

function inputs(values: Values, faults: Faults, set: (name: string, value: unknown) => void) {
  const error = (name: string) => faults[name];
  return {
    error,
    text: <Name extends string>(name: Name) => {
      const value = values[name];
      const shown = typeof value === "number" ? String(value) : value;
      return {
        name,
        value: typeof shown === "string" ? shown : "",
        onChange: (next: string) => set(name, next),
        error: error(name),
      };
    },
    check: <Name extends string>(name: Name) => ({
      name,
      checked: values[name] === true,
      onChange: (checked: boolean) => set(name, checked),
    }),
  };
}

export function useForm<Schema extends z.ZodType, Result>(
  options: FormOptions<Schema, Result>,
): FormState<keyof z.input<Schema> & string> {
  const language = useLanguage();
  const [values, setValues] = useState<Values>(options.initial);
  const [faults, setFaults] = useState<Faults>({});
  const key = useRef(newIdempotencyKey());
  const mutation = useMutation({
    mutationFn: (value: z.output<Schema>) => options.submit(value, key.current),
    onSuccess: (result) => {
      key.current = newIdempotencyKey();
      options.onDone?.(result);
    },
    onError: (error) => {
      if (error instanceof ApiError) setFaults(byPath(error.errors));
    },
  });
  const set = (name: string, value: unknown) => {
    setValues((before) => ({ ...before, [name]: value }));
    setFaults((before) => Object.fromEntries(Object.entries(before).filter(([path]) => path !== name)));
  };
  const submit = () => {
    const parsed = options.schema.safeParse(given(values), { reportInput: true });
    if (parsed.success) {
      setFaults({});
      mutation.mutate(parsed.data);
      return;
    }
    const found = parsed.error.issues.map((issue) => ({
      path: issue.path.join("."),
      message: sayFault(issue)[language],
    }));
    setFaults(byPath(found.toReversed()));
  };
  return {
    values,
    set,
    faults,
    submit,
    pending: mutation.isPending,
    failure: mutation.error,
    ...inputs(values, faults, set),
  };
}
