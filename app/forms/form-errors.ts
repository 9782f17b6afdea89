import type { AuthErrorCode } from "../auth/auth.server";
import { organizationMessageOf } from "./organization-errors";

/** What a form is given back when something is to be mended. Secrets are never among the values. */
export interface FormState {
  values: Record<string, string>;
  errors: Record<string, string[]>;
  /** What went wrong with the form as a whole. */
  message?: string;
  /** The code behind it, where the page offers a way on. */
  code?: AuthErrorCode;
}

/** What to tell people, by the code that better-auth or a plugin answered with. */
export const messageOf: Partial<Record<AuthErrorCode, string>> = {
  ...organizationMessageOf,
  PASSWORD_BREACHED:
    "This password is known from a data breach, so attackers try it. Choose another one, and change it wherever else you use it.",
  SIGN_UP_CLOSED:
    "No new accounts are made here. If you have one, sign in with the address that it was made with.",
  SIGN_UP_BY_INVITATION:
    "New accounts are made by invitation only. Use the address that was invited, or ask somebody who is here already.",
  SIGN_UP_BY_FORM:
    "There is no account for this yet. Make one first: choose “Create account” on the page to sign in.",
  EMAIL_DOMAIN_NOT_ALLOWED: "Addresses of this domain are not accepted here. Use another one.",
  INVALID_EMAIL_OR_PASSWORD: "That e-mail address or password is not right. Check both and try again.",
  INVALID_USERNAME_OR_PASSWORD: "That username or password is not right. Check both and try again.",
  INVALID_PHONE_NUMBER_OR_PASSWORD: "That phone number or password is not right. Check both and try again.",
  INVALID_PHONE_NUMBER: "Enter the number with its country code, like +49 151 23456789.",
  PHONE_NUMBER_EXIST:
    "Another account has this number. Sign in to that one with a code and remove the number there, then come back.",
  PHONE_NUMBER_IN_USE:
    "The codes of your two-step verification go to this number. Turn that off first, or turn it on with an app.",
  TOO_MANY_ACCOUNTS:
    "Five accounts are signed in on this device, and there is room for no more. Go on as one of them, and sign out of one at /account/switch.",
  INVALID_PASSWORD: "That password is not right.",
  GUEST_ACCOUNT: "That needs an account of your own. Create one first: nothing of what you did is lost.",
  EMAIL_IS_THE_SAME: "This is your address already. Enter another one.",
  EMAIL_RESERVED:
    "This address belonged to another account until a few days ago, and is kept for it: its owner can still undo the change, by the message that we sent here. Use another address, or wait a week.",
  USER_ALREADY_EXISTS_USE_ANOTHER_EMAIL: "There is an account with this address already.",
  INVALID_EMAIL: "Enter an e-mail address like name@example.com.",
  EMAIL_NOT_VERIFIED: "Confirm your e-mail address first: open the link in the message that we sent you.",
  PASSWORD_TOO_SHORT: "Use 8 characters or more.",
  PASSWORD_TOO_LONG: "Use 256 characters or fewer.",
  PASSWORD_TOO_COMMON:
    "This is one of the most common passwords, and the first that an attacker tries. Choose another one.",
  PASSWORD_IS_ABOUT_YOU: "Your name or address is easy to guess. Choose another password.",
  INVALID_CODE: "That code is not right. Enter the one that your app shows now.",
  CODE_ALREADY_USED: "That code has been used already. Wait for the next one.",
  BOT_CHECK_FAILED: "The check that you are not a robot did not pass. Wait until it is done, then try again.",
  BOT_CHECK_UNAVAILABLE:
    "The check that you are not a robot does not answer at the moment. Try again in a minute.",
  OTP_HAS_EXPIRED: "That code is too old. Ask for a new one.",
  OTP_EXPIRED: "That code is too old. Ask for a new one.",
  INVALID_OTP: "That code is not right. Enter the newest one that we sent you.",
  OTP_NOT_FOUND: "That code is too old. Ask for a new one.",
  TOO_MANY_ATTEMPTS: "Too many wrong codes. Ask for a new one.",
  TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE: "Too many wrong codes. Ask for a new one.",
  BANNED_USER: "This account is locked. Ask the people who run this service.",
  LAST_ADMIN: "This is the last admin. Make somebody else an admin first.",
  CANNOT_CHANGE_OWN_ROLE: "Your own role is changed by another admin.",
  GUEST_CANNOT_BE_ADMIN: "A guest has no account of their own yet, and cannot be an admin.",
  YOU_CANNOT_BAN_YOURSELF: "Another admin bans you, if it has to be.",
  YOU_CANNOT_REMOVE_YOURSELF: "Your own account is deleted on your own page, at “Your data”.",
  YOU_CANNOT_IMPERSONATE_ADMINS: "Nobody acts for another admin.",
  INVALID_BAN: "Use 200 characters or fewer.",
  CHECK_MISSING: "Say in 10 to 500 characters how you made sure that it is them.",
  NO_SECOND_FACTOR: "There is no second factor any more.",
  INVALID_BACKUP_CODE: "That backup code is not right, or was used before. Try another one.",
  INVALID_TOKEN: "This link no longer works.",
  USERNAME_IS_ALREADY_TAKEN: "This username is taken. Try another one.",
  USERNAME_TOO_SHORT: "Use 3 characters or more.",
  USERNAME_TOO_LONG: "Use 30 characters or fewer.",
  USERNAME_RESERVED: "This username is kept for the people who run this service. Choose another one.",
  NOT_OWN_PICTURE: "Upload the picture first.",
  INVALID_USERNAME: "Use letters, digits, dots and underscores only.",
  ACCOUNT_NOT_FOUND: "This connection is gone already.",
  PROVIDER_NOT_FOUND: "This provider cannot be used here, or does not answer now. Choose another way.",
  TOTP_ALREADY_ENABLED: "Two-step verification is on already.",
  LAST_WAY_TO_SIGN_IN: "This is the last way to sign in to your account. Add another one first.",
  SESSION_NOT_FRESH:
    "It is a while since you signed in. Confirm that it is you at /account/confirm, then try again.",
};
