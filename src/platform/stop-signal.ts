const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/**
 * Resolves when the process is asked to stop. Handlers stay in place afterwards: npm passes an
 * interrupt on that the terminal has already delivered, and the second must not cut the stopping short.
 */
export function untilStopped(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of signals) process.on(signal, () => resolve());
    // npm that is told to stop ends its shell, not what the shell started; the orphan stops by itself.
    if (process.env["npm_lifecycle_event"] === undefined) return;
    const parent = process.ppid;
    const watch = setInterval(() => {
      if (process.ppid === parent) return;
      clearInterval(watch);
      resolve();
    }, 500);
    watch.unref();
  });
}
