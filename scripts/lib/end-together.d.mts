import type { ChildProcess } from "node:child_process";

export function endTogether(): ChildProcess | null;
