export { actorOf } from "./actors.ts";
export { actorOfToken } from "./sessions.ts";
export { signIn, signOut } from "./sign-in.ts";
export { setUp, insertGrants, insertPerson } from "./set-up.ts";
export { viewPerson } from "./queries.ts";
