const megabyte = 1024 * 1024;

function within(low: number, value: number, high: number): number {
  return Math.round(Math.min(high, Math.max(low, value)));
}

/**
 * Settings for a server that shares a small machine with the application. Durability stays at
 * PostgreSQL's defaults (`fsync`, `synchronous_commit` and `full_page_writes` on).
 */
export function serverSettings(memoryBytes: number, socketDirectory: string): Record<string, string> {
  const memory = memoryBytes / megabyte;
  return {
    listen_addresses: "",
    unix_socket_directories: socketDirectory,
    unix_socket_permissions: "0700",
    max_connections: "100",
    shared_buffers: `${within(64, memory / 8, 1024)}MB`,
    effective_cache_size: `${within(192, memory / 2, 16_384)}MB`,
    work_mem: "16MB",
    maintenance_work_mem: `${within(32, memory / 16, 256)}MB`,
    random_page_cost: "1.1",
    jit: "off",
    max_wal_size: "1GB",
    min_wal_size: "80MB",
    checkpoint_timeout: "15min",
    // Of the one method that these binaries have (pglz), the processor's time is dearer than the bytes.
    wal_compression: "off",
    timezone: "UTC",
    log_timezone: "UTC",
    // Statements and rows may hold personal data: clients' errors are logged by the application, not here.
    log_min_messages: "log",
    log_min_error_statement: "panic",
    log_error_verbosity: "terse",
    log_checkpoints: "off",
    log_line_prefix: "%m [%p] ",
  };
}

export function settingArguments(settings: Readonly<Record<string, string>>): string[] {
  return Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
}
