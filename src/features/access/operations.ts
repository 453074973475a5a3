import type { Operation } from "../../platform/registry.ts";
import { readAccount } from "./account/read-account.ts";
import { addPasskey, beginPasskey, removePasskey, renamePasskey } from "./passkeys/own-passkeys.ts";
import {
  addIdentityProvider,
  editIdentityProvider,
  readIdentityProviders,
  removeIdentityProvider,
} from "./identity-provider/manage.ts";
import { setClaimRules } from "./identity-provider/set-rules.ts";
import { tryIdentityProvider } from "./identity-provider/try-provider.ts";
import { unlinkIdentity } from "./identity-provider/unlink.ts";
import { endPersonSessions } from "./people/end-person-sessions.ts";
import { changePassword } from "./password/change-password.ts";
import { offerReset } from "./password/reset-password.ts";
import { removePersonFactor, removePersonPasskeys } from "./people/remove-factor.ts";
import { readPersonSignIn } from "./people/read-person-sign-in.ts";
import {
  addSecondFactor,
  beginSecondFactor,
  removeSecondFactor,
  renewRecoveryCodes,
} from "./second-factor/own-factor.ts";
import { endSession, signOut, signOutEverywhere } from "./sessions/end-session.ts";
import { readSessions } from "./sessions/read-sessions.ts";
import { editSignInRules, readSignInRules } from "./sign-in/rules.ts";

/** After these the session that did it goes on under a new token, and every other one has ended. */
export const renewing: readonly Operation[] = [
  changePassword,
  addSecondFactor,
  removeSecondFactor,
  addPasskey,
  removePasskey,
];

/** These check a secret of whoever is signed in already: guessing at it is slowed as at the door. */
export const guessable: readonly Operation[] = [
  changePassword,
  addSecondFactor,
  removeSecondFactor,
  renewRecoveryCodes,
];

/** How people sign in, each by their own account and for the organisation. */
export const signInOperations: readonly Operation[] = [
  signOut,
  readSessions,
  endSession,
  signOutEverywhere,
  readAccount,
  changePassword,
  beginSecondFactor,
  addSecondFactor,
  removeSecondFactor,
  renewRecoveryCodes,
  beginPasskey,
  addPasskey,
  renamePasskey,
  removePasskey,
  readPersonSignIn,
  removePersonFactor,
  removePersonPasskeys,
  endPersonSessions,
  offerReset,
  readSignInRules,
  editSignInRules,
  readIdentityProviders,
  addIdentityProvider,
  editIdentityProvider,
  removeIdentityProvider,
  setClaimRules,
  tryIdentityProvider,
  unlinkIdentity,
];
