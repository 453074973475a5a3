import type { IncomingMessage } from "node:http";
import { AppError } from "../../shared/errors.ts";
import { checkAddress, hostOf } from "./addresses.ts";
import { ask, reasonOf, type Resolve } from "./ask.ts";

export interface Asking {
  allowed: readonly string[];
  /** Silence lasts no longer. */
  idleSeconds: number;
  signal: AbortSignal;
  resolve?: Resolve;
}

const REDIRECTS = 5;
const headers = { accept: "text/csv, */*;q=0.5" };

/** Asks an address for a file, as a stream; each redirect is checked anew. */
export async function fetchFile(text: string, asking: Asking): Promise<IncomingMessage> {
  let asked: string = text;
  for (let hop = 0; hop <= REDIRECTS; hop += 1) {
    const url = checkAddress(asked, asking.allowed);
    const answer = await ask({ ...asking, url, headers }).catch((error: unknown) => {
      throw error instanceof AppError ? error : failed(url, reasonOf(error));
    });
    const status = answer.statusCode ?? 0;
    if (status >= 200 && status < 300) return answer;
    answer.destroy();
    const { location } = answer.headers;
    if (status < 300 || status >= 400 || location === undefined) throw failed(url, `HTTP ${status}`);
    asked = URL.parse(location, url.href)?.href ?? location;
  }
  throw new AppError("address.failed", {
    params: { host: URL.parse(asked)?.hostname ?? asked, reason: "redirects" },
  });
}

function failed(url: URL, reason: string): AppError {
  return new AppError("address.failed", { params: { host: hostOf(url), reason } });
}
