import { Heading } from "@digdir/designsystemet-react";
import { useTexts } from "../../../web/context.tsx";
import { CheckField, SelectField } from "../../../web/kit/fields.tsx";
import { KeyValueList } from "../../../web/kit/key-value-list.tsx";
import { PriorityMark } from "../../../web/kit/priority-mark.tsx";
import { TextLink } from "../../../web/link.tsx";
import type { Proposal } from "../contract.ts";
import { texts } from "../texts.ts";
import { levels, StateBadge } from "./badges.tsx";

/** What the person changed of the proposal. */
export interface Kept {
  /** Services and systems that were taken away. */
  readonly without: ReadonlySet<string>;
  readonly impact: number | null;
  readonly urgency: number | null;
}

interface Props {
  readonly proposal: Proposal | undefined;
  readonly kept: Kept;
  readonly onChange: (kept: Kept) => void;
}

function Hits({ proposal, kept, onChange }: Props) {
  const found = [...(proposal?.services ?? []), ...(proposal?.systems ?? [])];
  const toggle = (id: string, include: boolean) => {
    const without = new Set(kept.without);
    if (include) without.delete(id);
    else without.add(id);
    onChange({ ...kept, without });
  };
  return found.map(({ id, name }) => (
    <CheckField
      key={id}
      label={name}
      checked={!kept.without.has(id)}
      onChange={(include) => toggle(id, include)}
    />
  ));
}

function Similar({ proposal }: { readonly proposal: Proposal }) {
  const t = useTexts(texts);
  if (proposal.similar.length === 0) return null;
  return (
    <div className="i-stack">
      <Heading level={3} data-size="2xs">
        {t("report.similar")}
      </Heading>
      <ul className="i-lines">
        {proposal.similar.map((one) => (
          <li key={one.id} className="i-line">
            <TextLink to={`/incidents/${one.id}`}>{`${one.number} ${one.title}`}</TextLink>
            <StateBadge state={one.state} />
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Everything but the two fields, ready to be taken as it is or changed. */
export function ProposalPanel(props: Props) {
  const { proposal, kept, onChange } = props;
  const t = useTexts(texts);
  const options = levels.map((level) => ({ value: level, label: t(`level.${level}`) }));
  const level = (name: "impact" | "urgency") => (
    <SelectField
      label={t(`column.${name}`)}
      none={t("page.unknown")}
      options={options}
      value={String(kept[name] ?? proposal?.[name] ?? "")}
      onChange={(value) => onChange({ ...kept, [name]: value === "" ? null : Number(value) })}
    />
  );
  return (
    <div className="i-stack" aria-live="polite">
      <Heading level={2} data-size="2xs">
        {t("report.proposed")}
      </Heading>
      {proposal === undefined ? (
        <p className="b-quiet">{t("report.proposed.none")}</p>
      ) : (
        <>
          <KeyValueList
            items={[
              {
                key: "hits",
                label: t("column.services"),
                value:
                  proposal.services.length + proposal.systems.length === 0 ? (
                    <span className="b-quiet">{t("page.unknown")}</span>
                  ) : (
                    <Hits {...props} />
                  ),
              },
              { key: "unit", label: t("column.unit"), value: proposal.unit?.name },
              {
                key: "effect",
                label: t("field.effect"),
                value: proposal.effect === null ? t("page.unknown") : t(`effect.${proposal.effect}`),
              },
              {
                key: "priority",
                label: t("column.priority"),
                value: <PriorityMark priority={proposal.priority} />,
              },
            ]}
          />
          <div className="b-filters">
            {level("impact")}
            {level("urgency")}
          </div>
          <Similar proposal={proposal} />
        </>
      )}
    </div>
  );
}
