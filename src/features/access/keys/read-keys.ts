import { z } from "zod";
import { offsetOf } from "../../../platform/verb/paging.ts";
import { query } from "../../../platform/verb/query.ts";
import { PAGE_REACH } from "../../../shared/lists.ts";
import { keyList, listKeysInput, ownKeyList } from "../contract.ts";
import { ownPerson } from "../sessions/own.ts";
import { settingsOf } from "../settings/queries-settings.ts";
import { keysOf, listKeys } from "./queries-keys.ts";

export const readOwnKeys = query({
  name: "api-key.list-own",
  summary: "Lists one's own API keys.",
  http: { method: "GET", path: "/account/api-keys" },
  needs: "signed-in",
  input: z.object({}),
  output: ownKeyList,
  async run({ db, actor, now }) {
    const { keyDaysMax } = await settingsOf(db);
    return { items: await keysOf(db, ownPerson(actor), now), daysMax: keyDaysMax };
  },
});

export const readKeys = query({
  name: "api-key.list",
  summary: "Lists the API keys over the units that one looks after, the newest first.",
  http: { method: "GET", path: "/api-keys" },
  needs: "key:manage",
  input: listKeysInput,
  output: keyList,
  async run({ db, input, now, sees }) {
    const page = { limit: input.limit, offset: offsetOf(input), personId: input.personId };
    const { items, count } = await listKeys(db, page, { seen: sees("k.unit_id"), now });
    return {
      items,
      total: { count: Math.min(count, PAGE_REACH), more: count > PAGE_REACH },
      nextCursor: null,
    };
  },
});
