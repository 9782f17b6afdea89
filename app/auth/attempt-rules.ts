/** How often an endpoint may be tried. */
export interface Rule {
  /** Attempts from one address: IPv4, or IPv6 by /64. */
  perAddress: Limit;
  /** Attempts on one account, named by what the body says, whether it exists or not; or the signed-in one. */
  perAccount?: Limit & {
    named: "email" | "username" | "phoneNumber" | "session";
    over: "refuse" | "answer without a mail";
    /** Counts with the other rules of this name; by itself without one. */
    together?: string;
  };
  /** Attempts of one account that is signed in, whatever they name. */
  perCaller?: Limit & { together: string };
  /** A success clears the account's counter, so that only failures in a row add up. */
  successClears?: true;
}
type Limit = { max: number; windowSeconds: number };

const minute = 60;
const guesses = { max: 10, windowSeconds: 15 * minute };
export const signIns = { ...guesses, over: "refuse", together: "sign-in" } as const;
const password = { ...guesses, named: "session", over: "refuse" } as const;
// A link lives an hour: whoever exhausts the mails for somebody else's address leaves a link in that mailbox that works.
export const mails = {
  max: 4,
  windowSeconds: 30 * minute,
  named: "email",
  over: "answer without a mail",
} as const;
// Each code dies after five wrong ones by itself; this is for many codes in a row.
const codes = { max: 20, windowSeconds: 30 * minute, named: "email", over: "refuse" } as const;
// Text messages cost money.
const texts = {
  max: 4,
  windowSeconds: 30 * minute,
  named: "phoneNumber",
  over: "answer without a mail",
  together: "text",
} as const;
const callerTexts = { max: 8, windowSeconds: 30 * minute, together: "texts-of" };
const manyTexts = { max: 20, windowSeconds: 30 * minute };
const textCodes = { max: 20, windowSeconds: 30 * minute, named: "phoneNumber", over: "refuse" } as const;
const callerMails = { max: 10, windowSeconds: 30 * minute, together: "address-of" };
const oftenEnough = { max: 60, windowSeconds: 5 * minute };

/** How often what may be tried, by endpoint. Forms call the same endpoints, so they count together. */
export const rules: Record<string, Rule> = {
  "/sign-in/email": {
    perAddress: oftenEnough,
    perAccount: { ...signIns, named: "email" },
    successClears: true,
  },
  "/sign-in/username": {
    perAddress: oftenEnough,
    perAccount: { ...signIns, named: "username" },
    successClears: true,
  },
  "/sign-in/magic-link": { perAddress: oftenEnough, perAccount: mails },
  "/magic-link/verify": { perAddress: oftenEnough },
  "/email-otp/send-verification-otp": { perAddress: oftenEnough, perAccount: mails },
  "/email-otp/request-password-reset": { perAddress: oftenEnough, perAccount: mails },
  "/forget-password/email-otp": { perAddress: oftenEnough, perAccount: mails },
  "/email-otp/check-verification-otp": { perAddress: oftenEnough, perAccount: codes },
  "/email-otp/verify-email": { perAddress: oftenEnough, perAccount: codes },
  "/email-otp/reset-password": { perAddress: oftenEnough, perAccount: codes },
  "/sign-in/email-otp": { perAddress: oftenEnough, perAccount: codes, successClears: true },
  "/phone-number/send-otp": { perAddress: manyTexts, perAccount: texts, perCaller: callerTexts },
  "/phone-number/request-password-reset": { perAddress: manyTexts, perAccount: texts },
  "/phone-number/verify": { perAddress: oftenEnough, perAccount: textCodes },
  "/phone-number/reset-password": { perAddress: oftenEnough, perAccount: textCodes },
  "/sign-in/phone-number": {
    perAddress: oftenEnough,
    perAccount: { ...signIns, named: "phoneNumber" },
    successClears: true,
  },
  "/sign-up/email": { perAddress: oftenEnough },
  "/sign-in/anonymous": { perAddress: { max: 20, windowSeconds: 30 * minute } },
  "/request-password-reset": { perAddress: oftenEnough, perAccount: mails },
  "/send-verification-email": { perAddress: oftenEnough, perAccount: mails },
  "/reset-password": { perAddress: oftenEnough },
  "/verify-email": { perAddress: oftenEnough },
  "/two-factor/verify-totp": { perAddress: oftenEnough, perAccount: password, successClears: true },
  "/two-factor/send-otp": { perAddress: { max: 20, windowSeconds: 30 * minute } },
  "/two-factor/verify-otp": { perAddress: oftenEnough },
  "/two-factor/verify-backup-code": { perAddress: oftenEnough },
  "/two-factor/enable": { perAddress: oftenEnough, perAccount: password, successClears: true },
  "/two-factor/disable": { perAddress: oftenEnough, perAccount: password, successClears: true },
  "/two-factor/generate-backup-codes": { perAddress: oftenEnough, perAccount: password, successClears: true },
  "/two-factor/get-totp-uri": { perAddress: oftenEnough, perAccount: password, successClears: true },
  "/verify-password": { perAddress: oftenEnough, perAccount: password, successClears: true },
  "/change-password": { perAddress: oftenEnough, perAccount: password, successClears: true },
  "/change-email": { perAddress: oftenEnough, perCaller: callerMails },
  "/passkey/generate-authenticate-options": { perAddress: { max: 200, windowSeconds: 5 * minute } },
  "/passkey/verify-authentication": { perAddress: oftenEnough },
  "/is-username-available": { perAddress: oftenEnough },
  "/organization/invite-member": { perAddress: { max: 200, windowSeconds: 5 * minute } },
  "/organization/accept-invitation": { perAddress: oftenEnough },
  "/organization/reject-invitation": { perAddress: oftenEnough },
  // Says whether an address has an account here; each person is counted as well, where it is done.
  "/organization/add-member": { perAddress: oftenEnough },
};
