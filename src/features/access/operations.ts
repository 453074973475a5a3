import type { Operation } from "../../platform/registry.ts";
import { endPersonSessions } from "./people/end-person-sessions.ts";
import { readPersonSignIn } from "./people/read-person-sign-in.ts";
import { endSession, signOut, signOutEverywhere } from "./sessions/end-session.ts";
import { readSessions } from "./sessions/read-sessions.ts";
import { editSignInRules, readSignInRules } from "./sign-in/rules.ts";

/** After these the session that did it goes on under a new token, and every other one has ended. */
export const renewing: readonly Operation[] = [];

/** How people sign in, each by their own account and for the organisation. */
export const signInOperations: readonly Operation[] = [
  signOut,
  readSessions,
  endSession,
  signOutEverywhere,
  readPersonSignIn,
  endPersonSessions,
  readSignInRules,
  editSignInRules,
];
