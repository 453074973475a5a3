import { useQuery } from "@tanstack/react-query";
import { api, type Query } from "../../../web/api.ts";
import { ErrorMessage } from "../../../web/kit/error-message.tsx";
import type { GraphView as Graph } from "../contract.ts";
import { GraphView } from "./graph-view.tsx";

/** The graph around a node, of an area, or whole. */
export function useGraph(query: Query) {
  return useQuery({
    queryKey: ["dependency", "graph", query],
    queryFn: ({ signal }) => api.get<Graph>("/catalogue-graph", query, signal),
  });
}

/** What a node hangs on and what hangs on it, drawn. */
export function NodeMap({ nodeId }: { readonly nodeId: string }) {
  const graph = useGraph({ nodeId });
  if (graph.data === undefined) return <ErrorMessage error={graph.error} />;
  return <GraphView graph={graph.data} current={nodeId} />;
}
