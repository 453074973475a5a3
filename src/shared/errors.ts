/**
 * Every error that a user can cause: a stable code, its HTTP status, and the exit code of the command line.
 * The sentences stand in errors.texts.ts under the same codes.
 */
export const errorKinds = {
  "input.invalid": { status: 400, exit: 2 },
  "input.too-large": { status: 413, exit: 2 },
  "input.too-slow": { status: 408, exit: 2 },
  "host.unknown": { status: 421, exit: 2 },
  "origin.refused": { status: 403, exit: 3 },
  "rate.exceeded": { status: 429, exit: 6 },
  "events.too-many": { status: 429, exit: 6 },
  "session.required": { status: 401, exit: 3 },
  "session.wrong-credentials": { status: 401, exit: 3 },
  "session.too-many-attempts": { status: 429, exit: 3 },
  "session.csrf": { status: 403, exit: 3 },
  "session.second-factor-wrong": { status: 401, exit: 3 },
  "session.step-over": { status: 401, exit: 3 },
  "session.too-old": { status: 403, exit: 3 },
  "session.break-glass": { status: 403, exit: 3 },
  "session.passkey-refused": { status: 401, exit: 3 },
  "passkey.not-here": { status: 409, exit: 5 },
  "password.wrong": { status: 422, exit: 2 },
  "password-reset.over": { status: 404, exit: 4 },
  "second-factor.exists": { status: 409, exit: 5 },
  "second-factor.required": { status: 409, exit: 5 },
  "account.no-way-in": { status: 409, exit: 5 },
  "identity.unreachable": { status: 502, exit: 6 },
  "identity.refused": { status: 401, exit: 3 },
  "identity.unknown-person": { status: 403, exit: 3 },
  "identity.address-taken": { status: 403, exit: 3 },
  "identity.no-role": { status: 403, exit: 3 },
  "identity.linked-elsewhere": { status: 409, exit: 5 },
  "access.refused": { status: 403, exit: 3 },
  "access.last-administrator": { status: 409, exit: 5 },
  "access.beyond-own": { status: 403, exit: 3 },
  "access.way-in-known": { status: 409, exit: 5 },
  "journal.not-erasable": { status: 409, exit: 5 },
  "journal.own-acts": { status: 403, exit: 3 },
  "role.shipped": { status: 409, exit: 5 },
  "role.own": { status: 409, exit: 5 },
  "role.held": { status: 409, exit: 5 },
  "key.refused": { status: 401, exit: 3 },
  "key.elsewhere": { status: 403, exit: 3 },
  "key.too-long": { status: 422, exit: 2 },
  "break-glass.not-sealed": { status: 409, exit: 5 },
  "break-glass.own-review": { status: 409, exit: 5 },
  "record.not-found": { status: 404, exit: 4 },
  "record.stale": { status: 412, exit: 5 },
  "record.exists": { status: 409, exit: 5 },
  "record.in-use": { status: 409, exit: 5 },
  "idempotency.reused": { status: 422, exit: 5 },
  "setup.done": { status: 409, exit: 5 },
  "setup.required": { status: 409, exit: 5 },
  "route.unknown": { status: 404, exit: 2 },
  "media-type.unsupported": { status: 415, exit: 2 },
  "file.incomplete": { status: 409, exit: 5 },
  "unit.cycle": { status: 409, exit: 5 },
  "catalogue.cycle": { status: 409, exit: 5 },
  "unit.root": { status: 409, exit: 5 },
  "incident.not-in-state": { status: 409, exit: 5 },
  "incident.struck-out": { status: 409, exit: 5 },
  "incident.priority-needs-reason": { status: 422, exit: 2 },
  "incident.times-out-of-order": { status: 422, exit: 2 },
  "incident.reason-needed": { status: 422, exit: 2 },
  "incident.link-cycle": { status: 409, exit: 5 },
  "incident.unit-needed": { status: 422, exit: 2 },
  "planned-outage.not-in-state": { status: 409, exit: 5 },
  "planned-outage.window": { status: 422, exit: 2 },
  "export.too-large": { status: 413, exit: 2 },
  "report.not-in-state": { status: 409, exit: 5 },
  "report.unit-needed": { status: 422, exit: 2 },
  "report.area-unknown": { status: 404, exit: 4 },
  "report.part-unknown": { status: 422, exit: 2 },
  "report.folder": { status: 422, exit: 2 },
  "import.refused": { status: 422, exit: 2 },
  "import.undecided": { status: 422, exit: 2 },
  "import.running": { status: 409, exit: 5 },
  "import.cancelled": { status: 409, exit: 5 },
  "import.not-in-state": { status: 409, exit: 5 },
  "schedule.folder-refused": { status: 422, exit: 2 },
  "schedule.no-file": { status: 422, exit: 2 },
  "address.refused": { status: 422, exit: 2 },
  "address.failed": { status: 422, exit: 2 },
  "address.unanswered": { status: 422, exit: 2 },
  "example.not-empty": { status: 409, exit: 5 },
  "list.too-deep": { status: 400, exit: 2 },
  "secret.unreadable": { status: 503, exit: 6 },
  "database.unavailable": { status: 503, exit: 6 },
  "database.busy": { status: 503, exit: 6 },
  "storage.full": { status: 507, exit: 6 },
  "backup.exists": { status: 409, exit: 5 },
  "backup.folder": { status: 422, exit: 2 },
  "backup.nothing": { status: 404, exit: 4 },
  "backup.no-file": { status: 404, exit: 4 },
  "backup.not-one": { status: 422, exit: 2 },
  "backup.key-missing": { status: 422, exit: 2 },
  "backup.no-key-file": { status: 404, exit: 4 },
  "backup.key-unreadable": { status: 422, exit: 2 },
  "backup.wrong-key": { status: 403, exit: 3 },
  "backup.damaged": { status: 422, exit: 7 },
  "backup.newer": { status: 409, exit: 5 },
  "restore.not-empty": { status: 409, exit: 5 },
  "restore.in-use": { status: 409, exit: 5 },
  "restore.other-keys": { status: 409, exit: 5 },
  "restore.unfinished": { status: 503, exit: 6 },
  "erasures.unreadable": { status: 422, exit: 2 },
  "server.draining": { status: 503, exit: 6 },
  unexpected: { status: 500, exit: 1 },
} as const satisfies Record<string, { status: number; exit: number }>;

export type ErrorCode = keyof typeof errorKinds;

/** Values that fill the placeholders of the error's sentence. Never secrets, never personal data. */
export type ErrorParams = Record<string, string | number>;

/** One fault in the input: where it is and which rule it breaks. */
export interface FieldFault {
  /** Path to the field, dots between its parts. */
  path: string;
  /** What is wrong with it, in both languages. */
  sv: string;
  en: string;
}

export interface ErrorDetail {
  params?: ErrorParams;
  faults?: FieldFault[];
  /** The state of the record as it is now, for an edit that came too late. */
  current?: unknown;
  cause?: unknown;
}

/** An error that the caller can do something about. Anything else that is thrown is told only to the log. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly params: ErrorParams;
  readonly faults: FieldFault[];
  readonly current: unknown;

  constructor(code: ErrorCode, detail: ErrorDetail = {}) {
    super(code, { cause: detail.cause });
    this.name = "AppError";
    this.code = code;
    this.params = detail.params ?? {};
    this.faults = detail.faults ?? [];
    this.current = detail.current;
  }
}
