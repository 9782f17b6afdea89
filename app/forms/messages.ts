/** What pages say after an action, by a name that fits into a cookie. */
export const messages = {
  "signed-out": "You are signed out.",
  "account-switched": "You are using another account now.",
  "account-signed-out": "That account is signed out on this device.",
  "account-ended": "You were signed out of that account. Sign in to it again.",
  "accounts-full":
    "Five accounts are signed in on this device, and there is room for no more. Sign out of one first.",
  "address-confirmed": "Your e-mail address is confirmed.",
  "address-confirmed-already": "Your e-mail address was confirmed before. Sign in to go on.",
  "email-change-sent":
    "We sent a message to the new address. Open the link in it; it works for one hour. Until then nothing changes.",
  "email-changed": "Your e-mail address is changed. Sign in with the new one from now on.",
  "email-change-undone": "Your old address is back, and every device is signed out. Now set a new password.",
  "password-reset": "Your new password is set, and you were signed out everywhere. Sign in with it.",
  "password-set": "Your password is set.",
  "proof-renewed": "Thank you. Now go on with what you were about to do.",
  "code-sent": "A code is on its way.",
  "password-changed": "Your password is changed.",
  "password-changed-everywhere": "Your password is changed, and every other device is signed out.",
  "two-factor-by-code": "Two-step verification is on: your sign-in asks for a code that we send you.",
  "two-factor-off": "Two-step verification is off.",
  "two-factor-again": "That took too long, or there were too many wrong codes. Sign in again.",
  "passkey-added": "Your passkey is added. Give it a name that tells you where it is.",
  "passkey-renamed": "The passkey is renamed.",
  "passkey-removed": "The passkey is removed.",
  "connection-removed": "The connection is removed.",
  "phone-confirmed": "Your phone number is confirmed. A code that we text to it signs you in.",
  "phone-removed": "Your phone number is removed.",
  "session-ended": "That device is signed out.",
  "sessions-ended": "Every other device is signed out.",
  "deletion-sent": "We sent you a message. Open the link in it for the last step; it works for one hour.",
  "account-deleted": "Your account is deleted, with everything that hung on it.",
  "profile-saved": "Your changes are saved.",
  "picture-saved": "Your picture is saved.",
  "picture-removed": "Your picture is removed.",
} as const;

export type Message = keyof typeof messages;
