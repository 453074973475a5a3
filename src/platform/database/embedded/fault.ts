import { texts, type EmbeddedFaultCode } from "./texts.ts";

/** A reason why there is no database that a person can do something about. */
export class EmbeddedFault extends Error {
  readonly code: EmbeddedFaultCode;
  readonly values: Readonly<Record<string, string>>;

  constructor(code: EmbeddedFaultCode, values: Readonly<Record<string, string>>) {
    super(texts.en[code].replaceAll(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole));
    this.name = "EmbeddedFault";
    this.code = code;
    this.values = values;
  }
}

/** The code of a system error ("EACCES", "ENOENT"), or undefined. */
export function systemCode(error: unknown): string | undefined {
  if (error instanceof Error && "code" in error && typeof error.code === "string") return error.code;
  return undefined;
}

/** What to print of an unknown thrown value. */
export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
