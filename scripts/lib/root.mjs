import path from "node:path";
import { fileURLToPath } from "node:url";

/** The checkout, wherever the command was typed. */
export const root = path.join(path.dirname(fileURLToPath(import.meta.url)), "..", "..");

export const inRoot = (...parts) => path.join(root, ...parts);
