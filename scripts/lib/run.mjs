import { spawn } from "node:child_process";

/**
 * Runs a program to its end and gives back its exit code and everything it wrote.
 * @returns {Promise<{ code: number, output: string }>}
 */
export function run(file, args, { cwd, env, shell = false } = {}) {
  return new Promise((resolve) => {
    const child = spawn(file, args, {
      cwd,
      env: { ...process.env, ...env },
      shell,
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8");
      stream.on("data", (text) => (output += text));
    }
    child.on("error", (error) => resolve({ code: 127, output: `${output}${error.message}\n` }));
    child.on("close", (code, signal) =>
      resolve({ code: code ?? 1, output: signal ? `${output}${signal}\n` : output }),
    );
  });
}

/**
 * Hands the terminal over to a program, and ends as it ends. Where Node can replace itself by it,
 * no process stands between; else signals are passed on.
 */
export function become(file, args, env = {}) {
  const whole = { ...process.env, ...env };
  if (typeof process.execve === "function" && process.platform !== "win32") {
    process.removeAllListeners("warning");
    process.execve(file, [file, ...args], whole);
  }
  const child = spawn(file, args, { stdio: "inherit", env: whole });
  // npm ends its shell and not what the shell started: an orphan must notice by itself.
  const parent = process.ppid;
  const orphaned = setInterval(() => process.ppid !== parent && child.kill("SIGTERM"), 500);
  orphaned.unref();
  const pass = (signal) => {
    // An interrupt typed at a terminal goes to the whole group; the program has it already.
    if (signal === "SIGINT" && process.stdin.isTTY) return;
    child.kill(signal);
  };
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"];
  for (const signal of signals) process.on(signal, pass);
  child.on("error", (error) => {
    process.stderr.write(`${file}: ${error.message}\n`);
    process.exitCode = 127;
  });
  child.on("exit", (code, signal) => {
    for (const name of signals) process.removeListener(name, pass);
    if (signal) process.kill(process.pid, signal);
    else process.exitCode = code ?? 1;
  });
}
