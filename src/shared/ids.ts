import { v7 } from "uuid";

/** A new public id: UUIDv7, so ids of one process sort by the time they were made. */
export function newId(): string {
  return v7();
}
