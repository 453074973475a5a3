import { TrashIcon } from "@navikt/aksel-icons";
import { Button } from "@digdir/designsystemet-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { api } from "../../../web/api.ts";
import { useTexts } from "../../../web/context.tsx";
import { ErrorMessage } from "../../../web/kit/error-message.tsx";
import { ChoiceField } from "../../../web/kit/choice-field.tsx";
import { SelectField, TextField } from "../../../web/kit/fields.tsx";
import { Section } from "../../../web/kit/page-header.tsx";
import type { ListPage } from "../../../web/kit/use-list.ts";
import { TextLink } from "../../../web/link.tsx";
import { dependencyModes, type DependencyView, type NodeRef } from "../contract.ts";
import { catalogueTexts } from "../texts.ts";
import { NodeMap } from "./node-map.tsx";

interface DependenciesProps {
  readonly node: NodeRef;
  readonly editable: boolean;
}

/** What the node needs and what needs it, as lists that are edited here, and as a map. */
export function Dependencies({ node, editable }: DependenciesProps) {
  const t = useTexts(catalogueTexts);
  const client = useQueryClient();
  const dependencies = useQuery({
    queryKey: ["dependency", "of", node.id],
    queryFn: ({ signal }) =>
      api.get<ListPage<DependencyView>>("/dependencies", { nodeId: node.id, limit: 500 }, signal),
  });
  const removal = useMutation({
    mutationFn: (dependency: DependencyView) =>
      api.delete(`/dependencies/${dependency.id}`, { version: dependency.version }),
    onSuccess: () => client.invalidateQueries({ queryKey: ["dependency"] }),
  });
  const all = dependencies.data?.items ?? [];
  const needs = all.filter((item) => item.dependent.id === node.id);
  const needed = all.filter((item) => item.dependency.id === node.id);
  const ready = dependencies.data !== undefined;
  return (
    <Section title={t("dependencies")}>
      <ErrorMessage error={dependencies.error ?? removal.error} />
      <div className="b-two">
        <div>
          <h3>{t("needs.title", { name: node.name })}</h3>
          {ready && needs.length === 0 ? (
            <p className="b-quiet">{t("needs.none", { name: node.name })}</p>
          ) : null}
          <DependencyRows
            rows={needs}
            end="dependency"
            onRemove={editable ? (row) => removal.mutate(row) : undefined}
          />
          {editable ? <AddDependency node={node} /> : null}
        </div>
        <div>
          <h3>{t("needed.title")}</h3>
          {ready && needed.length === 0 ? (
            <p className="b-quiet">{t("needed.none", { name: node.name })}</p>
          ) : null}
          <DependencyRows rows={needed} end="dependent" onRemove={undefined} />
        </div>
      </div>
      {all.length > 0 ? <NodeMap nodeId={node.id} /> : null}
    </Section>
  );
}

function DependencyRows(props: {
  readonly rows: readonly DependencyView[];
  readonly end: "dependent" | "dependency";
  readonly onRemove: ((row: DependencyView) => void) | undefined;
}) {
  const t = useTexts(catalogueTexts);
  const { onRemove } = props;
  return (
    <ul className="b-rows">
      {props.rows.map((row) => {
        const other = row[props.end];
        return (
          <li key={row.id}>
            <span>
              <TextLink to={`/${other.kind}s/${other.id}`}>{other.name}</TextLink>{" "}
              <span className="b-quiet">
                {t(`mode.${row.mode}`)}
                {row.group === "" ? null : ` (${row.group})`}
              </span>
            </span>
            {onRemove === undefined ? null : (
              <Button
                icon
                variant="tertiary"
                data-color="danger"
                aria-label={t("dependency.remove", { name: other.name })}
                onClick={() => onRemove(row)}
              >
                <TrashIcon aria-hidden />
              </Button>
            )}
          </li>
        );
      })}
    </ul>
  );
}

function AddDependency({ node }: { readonly node: NodeRef }) {
  const t = useTexts(catalogueTexts);
  const client = useQueryClient();
  const [kind, setKind] = useState<"system" | "service">("system");
  const [dependencyId, setDependencyId] = useState("");
  const [mode, setMode] = useState<string>("all");
  const [group, setGroup] = useState("");
  const addition = useMutation({
    mutationFn: () => api.post("/dependencies", { dependentId: node.id, dependencyId, mode, group }),
    onSuccess: () => {
      setDependencyId("");
      return client.invalidateQueries({ queryKey: ["dependency"] });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (dependencyId !== "") addition.mutate();
  };
  return (
    <form className="b-line" onSubmit={submit}>
      <SelectField
        label={t("dependency.of")}
        options={(["system", "service"] as const).map((value) => ({ value, label: t(value) }))}
        value={kind}
        onChange={(next) => {
          setKind(next === "service" ? "service" : "system");
          setDependencyId("");
        }}
      />
      <ChoiceField
        key={kind}
        of={kind}
        label={t("dependency.on")}
        none={t("choose")}
        query={{ retired: "false" }}
        without={[node.id]}
        value={dependencyId}
        onChange={setDependencyId}
      />
      <SelectField
        label={t("dependency.mode")}
        options={dependencyModes.map((value) => ({ value, label: t(`mode.${value}`) }))}
        value={mode}
        onChange={setMode}
      />
      {mode === "any" ? (
        <TextField
          label={t("group")}
          optional
          description={t("group.what")}
          value={group}
          onChange={setGroup}
        />
      ) : null}
      <Button type="submit" variant="secondary" loading={addition.isPending}>
        {t("dependency.add")}
      </Button>
      <ErrorMessage error={addition.error} />
    </form>
  );
}
