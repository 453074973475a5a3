import type { Readable } from "node:stream";
import { z } from "zod";

/** An answer that is a file and not JSON: a list as CSV, a report as PDF. */
export interface Download {
  /** Without folders; the shell makes it safe for a header. */
  fileName: string;
  mediaType: string;
  body: Readable | Buffer | string;
}

export function isDownload(value: unknown): value is Download {
  return typeof value === "object" && value !== null && "body" in value && "mediaType" in value;
}

/** The output shape of a query that answers with a file; `mediaTypes` stand in the documentation. */
export function download(...mediaTypes: string[]) {
  return z.custom<Download>(isDownload).meta({ description: "A file.", mediaTypes });
}

/** The media types of a download's shape; null for JSON. */
export function mediaTypesOf(schema: z.ZodType): string[] | null {
  const types = schema.meta()?.["mediaTypes"];
  return Array.isArray(types) ? types.filter((item): item is string => typeof item === "string") : null;
}
