import { AppError, errorKinds, type ErrorCode } from "../shared/errors.ts";
import { errorTexts } from "../shared/errors.texts.ts";
import type { Language } from "../shared/language.ts";
import { lookUp } from "../shared/texts.ts";

/** RFC 9457, with our code, the faults by field, and the record as it is now for an edit that came too late. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  detail: string;
  instance: string;
  code: ErrorCode;
  requestId: string;
  errors?: { path: string; message: string }[];
  current?: unknown;
}

/** The language that a reader asks for; Swedish where nothing is said. */
export function languageOf(acceptLanguage: string | undefined): Language {
  const wanted = (acceptLanguage ?? "")
    .toLowerCase()
    .split(",")
    .map((part) => ({ language: part.trim().slice(0, 2), weight: weightOf(part) }))
    .toSorted((a, b) => b.weight - a.weight)
    .map(({ language }) => language);
  return wanted.find((language): language is Language => language === "sv" || language === "en") ?? "sv";
}

/** `en;q=0.5` weighs a half; without a weight, one. */
function weightOf(part: string): number {
  const weight = Number(/;\s*q=([\d.]+)/.exec(part)?.[1] ?? 1);
  return Number.isFinite(weight) ? weight : 0;
}

/** What is told outside: a known error in the reader's language; of an unknown one nothing but the request's id. */
export function toProblem(
  error: unknown,
  at: { language: Language; requestId: string; path: string },
): Problem {
  const known = error instanceof AppError ? error : new AppError("unexpected");
  const text =
    lookUp(at.language, [errorTexts], known.code, { ...known.params, requestId: at.requestId }) ?? known.code;
  const { status } = errorKinds[known.code];
  return {
    type: `/problems/${known.code}`,
    title: text.split(/(?<=\.) /)[0] ?? text,
    status,
    detail: text,
    instance: at.path,
    code: known.code,
    requestId: at.requestId,
    ...(known.faults.length > 0 && {
      errors: known.faults.map((fault) => ({ path: fault.path, message: fault[at.language] })),
    }),
    ...(known.current !== undefined && { current: known.current }),
  };
}
