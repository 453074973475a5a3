import type { Feature } from "../../platform/registry.ts";
import { addPerson, editGrants, readPeople } from "./people.ts";
import { setUp } from "./set-up.ts";
import { signOut } from "./sign-in.ts";

export const access: Feature = {
  name: "access",
  operations: [setUp, signOut, addPerson, editGrants, readPeople],
};
