import type { ReactNode } from "react";
import "./kit.css";

export interface KeyValue {
  readonly key: string;
  readonly label: ReactNode;
  readonly value: ReactNode;
}

/** Facts of one record, label beside value. */
export function KeyValueList({ items }: { readonly items: readonly KeyValue[] }) {
  return (
    <dl className="b-facts">
      {items.map((item) => (
        <div key={item.key}>
          <dt>{item.label}</dt>
          <dd>{item.value ?? "–"}</dd>
        </div>
      ))}
    </dl>
  );
}
