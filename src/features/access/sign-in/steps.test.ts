import { expect, test } from "vitest";
import { AppError } from "../../../shared/errors.ts";
import { unlessOver } from "./steps.ts";

test("a step that is over is none; a database that is gone stays a failure", async () => {
  expect(await unlessOver(Promise.resolve("waits"))).toBe("waits");
  expect(await unlessOver(Promise.reject(new AppError("session.step-over")))).toBeNull();
  const gone = new Error("Connection terminated");
  await expect(unlessOver(Promise.reject(gone))).rejects.toBe(gone);
  await expect(unlessOver(Promise.reject(new AppError("access.refused")))).rejects.toMatchObject({
    code: "access.refused",
  });
});
