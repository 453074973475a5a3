import { ChevronRightIcon } from "@navikt/aksel-icons";
import { useState, type ReactNode } from "react";
import { useTexts } from "../context.tsx";
import { kitTexts } from "./texts.ts";
import "./kit.css";

export interface TreeNode {
  readonly id: string;
  /** For the button that opens it; what is shown is `content`. */
  readonly name: string;
  readonly content: ReactNode;
  readonly children?: readonly TreeNode[];
}

export interface TreeProps {
  readonly label: string;
  readonly nodes: readonly TreeNode[];
  /** How many levels stand open at first. */
  readonly openLevels?: number;
}

function Branch({ node, openLevels }: { node: TreeNode; openLevels: number }) {
  const t = useTexts(kitTexts);
  const [open, setOpen] = useState(openLevels > 0);
  const children = node.children ?? [];
  return (
    <li>
      <div className="b-tree-node">
        {children.length > 0 ? (
          <button
            type="button"
            className="b-tree-toggle"
            aria-expanded={open}
            aria-label={t(open ? "tree.close" : "tree.open", { name: node.name })}
            onClick={() => setOpen(!open)}
          >
            <ChevronRightIcon aria-hidden />
          </button>
        ) : (
          <span className="b-tree-toggle" aria-hidden="true" />
        )}
        {node.content}
      </div>
      {open && children.length > 0 ? (
        <ul>
          {children.map((child) => (
            <Branch key={child.id} node={child} openLevels={openLevels - 1} />
          ))}
        </ul>
      ) : null}
    </li>
  );
}

/** Nested lists that open and close: every screen reader knows them, links in them stay links. */
export function Tree({ label, nodes, openLevels = 1 }: TreeProps) {
  return (
    <ul className="b-tree" aria-label={label}>
      {nodes.map((node) => (
        <Branch key={node.id} node={node} openLevels={openLevels} />
      ))}
    </ul>
  );
}
