import { z } from "zod";
import { idSchema } from "../shared/lists.ts";

/** About the API, in the words of the national REST API profile (VER.06). */
export const apiInfoView = z.object({
  apiName: z.string().meta({ description: "The name of the API.", example: "beredd" }),
  apiVersion: z.string().meta({ description: "Its version.", example: "1.0.0" }),
  apiReleased: z
    .string()
    .meta({ description: "When that version came.", format: "date", example: "2026-11-22" }),
  apiDocumentation: z.string().meta({ description: "Where it is documented.", example: "/api/docs" }),
  apiStatus: z.string().meta({ description: "How far it is to be relied on.", example: "beta" }),
});

export const storedFileView = z.object({
  id: idSchema,
  name: z.string().meta({ description: "The file's name, without folders.", example: "incidents.csv" }),
  mediaType: z.string().meta({ description: "What it was sent as.", example: "application/octet-stream" }),
  size: z.number().int().meta({ description: "Bytes.", example: 1024 }),
  sha256: z.string().meta({
    description: "The SHA-256 of its bytes, hexadecimal.",
    example: "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
  }),
});
