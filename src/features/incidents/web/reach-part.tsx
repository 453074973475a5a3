import { Button } from "@digdir/designsystemet-react";
import { useState } from "react";
import { useFormat, useTexts } from "../../../web/context.tsx";
import { TextLink } from "../../../web/link.tsx";
import type { ReachOfIncident } from "../contract.ts";
import { texts } from "../texts.ts";

type Part = ReachOfIncident["services"];

/** So many are named at once; the others are one press away. */
const shownNames = 8;

interface ReachPartProps {
  readonly part: Part;
  /** Where the records of the part stand: `/units`. */
  readonly to: string;
}

/** How many of one kind are hit, and which: all of them when asked. */
export function ReachPart({ part, to }: ReachPartProps) {
  const t = useTexts(texts);
  const format = useFormat();
  const [all, setAll] = useState(false);
  const named = all ? part.items : part.items.slice(0, shownNames);
  const rest = part.count - named.length;
  const more = t("page.reach.more", { count: format.number(rest) });
  // What the answer itself leaves out cannot be unfolded.
  const canUnfold = named.length < part.items.length;
  return (
    <>
      <strong className="b-number">{format.number(part.count)}</strong>
      {named.length === 0 ? null : (
        <ul className="i-names">
          {named.map((item) => (
            <li key={item.id}>
              <TextLink to={`${to}/${item.id}`}>{item.name}</TextLink>
              {item.origin === "widened"
                ? ` (${t("page.reach.widened", { reason: item.reason ?? "" })})`
                : null}
            </li>
          ))}
        </ul>
      )}
      {rest > 0 && !canUnfold ? <span className="b-quiet">{more}</span> : null}
      {canUnfold || all ? (
        <Button
          className="i-more-names"
          variant="tertiary"
          data-size="sm"
          aria-expanded={all}
          onClick={() => setAll(!all)}
        >
          {all ? t("page.reach.fewer") : more}
        </Button>
      ) : null}
      {part.narrowed.length === 0 ? null : (
        <p className="b-quiet">
          {`${t("page.reach.narrowed")}: ${part.narrowed.map(({ name, reason }) => `${name} (${reason})`).join(", ")}`}
        </p>
      )}
    </>
  );
}
