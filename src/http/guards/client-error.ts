import type { Socket } from "node:net";
import { AppError, type ErrorCode } from "../../shared/errors.ts";
import { toProblem } from "../problems.ts";
import { secureHeaders } from "./headers.ts";

const codes: Readonly<Record<string, ErrorCode>> = {
  ERR_HTTP_REQUEST_TIMEOUT: "input.too-slow",
};

/** What is no HTTP request that could be read: answered on the bare connection, which then ends. */
export function clientErrors(seconds: number): (error: Error & { code?: string }, socket: Socket) => void {
  return (error, socket) => {
    // What could not be read is neither told back nor logged.
    if (!socket.writable || error.code === "ECONNRESET") {
      socket.destroy();
      return;
    }
    const known = new AppError(codes[error.code ?? ""] ?? "input.invalid", { params: { seconds } });
    const problem = toProblem(known, { language: "sv", requestId: "", path: "" });
    const body = JSON.stringify(problem);
    const headers = {
      ...secureHeaders("/api/v1", false),
      "content-type": "application/problem+json",
      "content-length": String(Buffer.byteLength(body)),
      connection: "close",
    };
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
    socket.end(`HTTP/1.1 ${problem.status} Refused\r\n${lines.join("")}\r\n${body}`);
  };
}
