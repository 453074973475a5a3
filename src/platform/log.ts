import { pino, type Logger } from "pino";

export type Log = Logger;

/** Structured lines on stderr, without personal data: stdout belongs to what a command prints. */
export function makeLog(level: string): Log {
  return pino(
    {
      level,
      base: null,
      timestamp: () => `,"time":"${new Date().toISOString()}"`,
      redact: {
        paths: ["password", "token", "cookie", "authorization", "*.password", "*.token"],
        remove: true,
      },
    },
    pino.destination({ dest: 2, sync: true }),
  );
}
