import { lazy, Suspense, useMemo } from "react";
import type { SlotProps } from "./feature.ts";
import { partsOf } from "./features.ts";

/** A place in a page that other features fill, so that they need not know each other. */
export function Slot({ name, ...props }: SlotProps & { readonly name: string }) {
  const parts = useMemo(
    () => partsOf(name).map((entry) => lazy(async () => ({ default: await entry.part() }))),
    [name],
  );
  return parts.map((Part, index) => (
    <Suspense key={`${name}.${index}`} fallback={null}>
      <Part {...props} />
    </Suspense>
  ));
}
