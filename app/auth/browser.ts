import {
  browserSupportsWebAuthn,
  browserSupportsWebAuthnAutofill,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  startAuthentication,
  startRegistration,
  WebAuthnAbortService,
} from "@simplewebauthn/browser";

/** What only a browser can do: the ceremonies of passkeys, and telling it which ones are still accepted. */
export { browserSupportsWebAuthn, browserSupportsWebAuthnAutofill };

/** Whose passkeys they are, as the browser's credential manager shows it beside them (WebAuthn L3 5.1.10). */
export interface PasskeyOwner {
  rpId: string;
  userId: string;
  name: string;
  displayName: string;
}

/** Asks for a passkey and answers with the address to go to. Rejects with a message for people. */
export async function signInWithPasskey({
  at,
  returnTo,
  autofill,
}: {
  at: string;
  returnTo: string;
  autofill: boolean;
}) {
  const optionsJSON = await readJson<PublicKeyCredentialRequestOptionsJSON>(await fetch(at));
  const response = await startAuthentication({ optionsJSON, useBrowserAutofill: autofill });
  const answer = await fetch(at, post({ response, returnTo }));
  if (answer.status === 404) signalUnknown(optionsJSON.rpId ?? location.hostname, response.id);
  return (await readJson<{ location: string }>(answer)).location;
}

/** Makes a passkey on this device and hands it to the server. Rejects with a message for people. */
export async function addPasskey(at: string): Promise<void> {
  const optionsJSON = await readJson<PublicKeyCredentialCreationOptionsJSON>(await fetch(at));
  const response = await startRegistration({ optionsJSON }).catch((error: Error) => {
    throw error.name === "InvalidStateError"
      ? new Error("This device has a passkey for your account already.")
      : error;
  });
  await readJson(await fetch(at, post({ response })));
}

/** Ends a ceremony that waits, for example autofill when the button is pressed. */
export function stopWaiting(): void {
  WebAuthnAbortService.cancelCeremony();
}

/** What to say when a ceremony ended early, or nothing when the person ended it. */
export function messageFor(error: unknown): string {
  if (!(error instanceof Error)) return "That did not work. Try again.";
  if (error.name === "AbortError") return "";
  if (error.name === "NotAllowedError") return "No passkey was used. Try again, or use another way.";
  return error.message;
}

/** Tells the credential manager which passkeys of an account remain, so that it offers no dead ones. */
export function signalAccepted({ rpId, userId }: PasskeyOwner, allAcceptedCredentialIds: string[]): void {
  credentialManager()
    ?.signalAllAcceptedCredentials?.({ rpId, userId, allAcceptedCredentialIds })
    .catch(ignore);
}

/** Tells it what the account is called now, so that it suggests the passkeys under that name. */
export function signalOwner(owner: PasskeyOwner): void {
  credentialManager()?.signalCurrentUserDetails?.(owner).catch(ignore);
}

function signalUnknown(rpId: string, credentialId: string): void {
  credentialManager()?.signalUnknownCredential?.({ rpId, credentialId }).catch(ignore);
}

/** Newer than TypeScript's own types, and missing in older browsers. */
interface CredentialManager {
  signalAllAcceptedCredentials?(
    options: Pick<PasskeyOwner, "rpId" | "userId"> & { allAcceptedCredentialIds: string[] },
  ): Promise<void>;
  signalCurrentUserDetails?(options: PasskeyOwner): Promise<void>;
  signalUnknownCredential?(options: { rpId: string; credentialId: string }): Promise<void>;
}

function credentialManager(): CredentialManager | undefined {
  return window.PublicKeyCredential as unknown as CredentialManager | undefined;
}

/** A hint to the browser that fails changes nothing for the person. */
function ignore(): void {}

async function readJson<T>(response: Response): Promise<T> {
  const body = (await response.json().catch(() => ({}))) as T & { message?: string };
  if (!response.ok) throw new Error(body.message ?? "That did not work. Try again.");
  return body;
}

function post(body: unknown): RequestInit {
  return { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) };
}
