import { useQuery } from "@tanstack/react-query";
import { api } from "../../../../web/api.ts";
import type { Option } from "../../../../web/kit/fields.tsx";
import { useLanguage } from "../../../../web/preferences.ts";
import type { RoleList, RoleView } from "../../contract.ts";

/** Every role, those that ship first; empty until they are here. */
export function useRoles(): readonly RoleView[] {
  const { data } = useQuery({
    queryKey: ["role", "list"],
    queryFn: ({ signal }) => api.get<RoleList>("/roles", {}, signal),
  });
  return data?.items ?? [];
}

/** The same as choices in a select. */
export function useRoleOptions(): readonly Option[] {
  const language = useLanguage();
  return useRoles().map((role) => ({ value: role.role, label: role.name[language] }));
}
