export { actorOf } from "./roles/actors.ts";
export { actorOfToken } from "./sessions/sessions.ts";
export { signIn, signOut } from "./sign-in/sign-in.ts";
export { setUp } from "./people/set-up.ts";
export { insertGrants, insertPerson } from "./people/insert-person.ts";
export { viewPerson } from "./people/queries-people.ts";
export { endEverySession } from "./sessions/end-every-session.ts";
