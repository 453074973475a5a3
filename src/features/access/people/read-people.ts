import { reachOf } from "../../../platform/actor.ts";
import { PAGE_REACH } from "../../../shared/lists.ts";
import { offsetOf } from "../../../platform/verb/paging.ts";
import { query } from "../../../platform/verb/query.ts";
import { listPeopleInput, personList } from "../contract.ts";
import { listPeople } from "./queries-people.ts";

export const readPeople = query({
  name: "person.list",
  summary: "Lists the people who can sign in, with their roles.",
  http: { method: "GET", path: "/people" },
  needs: "access:read",
  input: listPeopleInput,
  output: personList,
  async run({ db, input, actor, sees }) {
    const { items, count } = await listPeople(
      db,
      { limit: input.limit, offset: offsetOf(input), q: input.q },
      { grant: sees("g.unit_id"), everybody: reachOf(actor, "access:read") === "all" },
    );
    return {
      items,
      total: { count: Math.min(count, PAGE_REACH), more: count > PAGE_REACH },
      nextCursor: null,
    };
  },
});
