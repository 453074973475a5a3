import { useQuery } from "@tanstack/react-query";
import { api } from "../../../web/api.ts";
import type { ListPage } from "../../../web/kit/use-list.ts";
import type { UnitView } from "../contract.ts";

/** Every unit that one sees, in the order of the tree. */
export function useUnits() {
  return useQuery({
    queryKey: ["unit", "all"],
    queryFn: async ({ signal }) => {
      const units: UnitView[] = [];
      for (let page = 1; page <= 20; page += 1) {
        const answer = await api.get<ListPage<UnitView>>("/units", { limit: 500, page }, signal);
        units.push(...answer.items);
        if (answer.items.length < 500) break;
      }
      return units;
    },
  });
}
