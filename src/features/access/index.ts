export { breakGlassCounts } from "./break-glass/queries-codes.ts";
export { signInByBreakGlass } from "./break-glass/sign-in.ts";
export { namesOfKeys } from "./keys/queries-keys.ts";
export { actorOfKey, actorOfKeyId } from "./keys/key-actor.ts";
export { actorOf } from "./roles/actors.ts";
export { nameOfShippedRole } from "./roles/roles.ts";
export { actorOfToken, renewSession } from "./sessions/sessions.ts";
export { signOut } from "./sessions/end-session.ts";
export { signOutByProvider } from "./identity-provider/back-channel.ts";
export { CALLBACK, offeredProviders } from "./identity-provider/queries-providers.ts";
export {
  beginProviderSignIn,
  connectProvider,
  finishProviderSignIn,
} from "./identity-provider/sign-in-by-provider.ts";
export { providerSignOut } from "./identity-provider/sign-out.ts";
export { beginPasskeySignIn, signInByPasskey } from "./passkeys/sign-in-by-passkey.ts";
export { passkeysAreOffered } from "./passkeys/relying-party.ts";
export { resetPassword } from "./password/reset-password.ts";
export { signIn } from "./sign-in/sign-in.ts";
export { signInByEnrolling, signInBySecondFactor } from "./sign-in/second-factor.ts";
export { readHalfway } from "./sign-in/first-factor.ts";
export type { SignInFrom, SignInOutcome } from "./sign-in/first-factor.ts";
export { rememberDevice } from "./sign-in/known-device.ts";
export { countAttempt, forgive } from "./sign-in/throttle.ts";
export { guessable, renewing } from "./operations.ts";
export { setUp } from "./people/set-up.ts";
export { insertGrants, insertPerson } from "./people/insert-person.ts";
export { viewPerson } from "./people/queries-people.ts";
export { endEverySession } from "./sessions/end-every-session.ts";
