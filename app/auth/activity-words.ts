const ways: Record<string, string> = {
  password: "with your password",
  passkey: "with a passkey",
  link: "with a link from an e-mail",
  "email-code": "with a code from an e-mail",
  "text-code": "with a code from a text message",
  "app-code": "with a code from your authenticator app",
  "step-code": "with a code that was sent to you",
  "backup-code": "with a backup code",
};

/** Everything that is noted about an account, in words for its owner; `detail` says more where there is more. */
const words = {
  "account-created": () => "Account created",
  "address-confirmed": () => "E-mail address confirmed",
  "signed-in": (detail: string) => `Signed in ${ways[detail] ?? ""}`.trim(),
  "signed-in-through": (detail: string) => `Signed in with ${detail}`,
  "sign-in-failed": (detail: string) =>
    detail === "code"
      ? "Somebody gave the right password and then a wrong code"
      : "Somebody tried to sign in with a wrong password",
  "signed-out": () => "Signed out",
  "password-set": () => "Password set",
  "password-changed": () => "Password changed",
  "password-reset": (detail: string) =>
    `Password set anew by ${detail === "text-code" ? "a code from a text message" : "a link from an e-mail"}`,
  "two-factor-on": () => "Two-step verification turned on",
  "two-factor-off": () => "Two-step verification turned off",
  "backup-codes-made": () => "New backup codes made",
  "passkey-added": (detail: string) => withName("Passkey added", detail),
  "passkey-renamed": (detail: string) => withName("Passkey renamed", detail),
  "passkey-removed": () => "Passkey removed",
  "session-ended": () => "Another device signed out",
  "sessions-ended": () => "Every other device signed out",
  "profile-changed": () => "Profile changed",
  "picture-changed": () => "Picture changed",
  "picture-removed": () => "Picture removed",
  "username-changed": (detail: string) => (detail ? `Username changed to ${detail}` : "Username removed"),
  "email-changed": (detail: string) => `E-mail address changed${detail && ` to ${detail}`}`,
  "guest-joined": () => "Guest account turned into an account of your own",
  "email-change-undone": () => "Change of e-mail address undone, and every device signed out",
  "phone-changed": () => "Phone number changed",
  "phone-removed": () => "Phone number removed",
  connected: (detail: string) => `Connected with ${detail}`,
  disconnected: (detail: string) => `Disconnected from ${detail}`,
  "data-downloaded": () => "Account data downloaded",
  "role-changed": (detail: string) => (detail === "admin" ? "Made an admin" : "Not an admin any more"),
  locked: () => "Account locked",
  unlocked: () => "Account opened again",
  "changed-by-admin": () => "Account changed",
  "signed-out-by-admin": () => "Signed out everywhere",
  "two-factor-reset": () => "Two-step verification turned off after a check of who you are",
  "acted-for": () => "An admin began to act in your name, for an hour at most",
} satisfies Record<string, (detail: string) => string>;

/** What can be noted about an account. */
export type ActivityEvent = keyof typeof words;

/** The same as a list. */
export const activityEvents = Object.keys(words);

/** One noted event in words; a name that this version does not know stays as it is. */
export function activityWords(event: string, detail: string): string {
  return Object.hasOwn(words, event) ? words[event as ActivityEvent](detail) : event;
}

function withName(what: string, name: string): string {
  return name ? `${what}: ${name}` : what;
}
