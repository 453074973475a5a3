/** What the supervisor needs of a logger; pino's fits. */
export interface EmbeddedLog {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

export interface EmbeddedConnection {
  /** Directory of the unix socket; `pg` takes a host that begins with "/" as one. */
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly database: string;
}

export interface EmbeddedOptions {
  /** The organisation's data directory; the database lies in `postgres` below it. */
  readonly dataDir: string;
  readonly log: EmbeddedLog;
  /** Server settings on top of ours; the tests turn `fsync` off with it. */
  readonly settings?: Readonly<Record<string, string>>;
  /** A directory with PostgreSQL's `bin` and `share`, instead of the installed npm package. */
  readonly binaries?: string;
}

export interface EmbeddedServer {
  readonly connection: EmbeddedConnection;
  /** It was left running by a process that is gone, and is ours now. */
  readonly adopted: boolean;
  /** Another live process uses it as well; the last one to leave stops it. */
  readonly joined: boolean;
  readonly serverVersion: string;
  /** Leaves the server, and stops it when nobody else uses it. */
  stop(): Promise<void>;
}

/** The system user that the server runs as; null means as ourselves. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
  readonly name: string;
}
