import { type EmailFacts, layOut } from "./layout";

interface AdminNotice {
  subject: string;
  paragraphs: string[];
}

/** What an admin did to an account, in words for its owner. */
const words = {
  "admin-made": () => ({
    subject: "You are an admin now",
    paragraphs: ["You are an admin of this deployment now.", "You find the console in your account menu."],
  }),
  "admin-unmade": () => ({
    subject: "You are not an admin any more",
    paragraphs: ["You are not an admin of this deployment any more. Your account is otherwise as it was."],
  }),
  "two-factor-reset": () => ({
    subject: "Your two-step verification was turned off",
    paragraphs: [
      "An admin checked that it is you, turned your two-step verification off, and signed you out everywhere.",
      "Sign in with your password, and turn it on again with your new device.",
    ],
  }),
  banned: (detail) => ({
    subject: "Your account is locked",
    paragraphs: [detail, "You are signed out everywhere, and cannot sign in for as long."],
  }),
  unbanned: () => ({
    subject: "Your account is open again",
    paragraphs: ["The lock of your account is lifted. You can sign in again."],
  }),
  "address-changed": (detail) => ({
    subject: "Your e-mail address was changed",
    paragraphs: [`An admin changed the address of your account to ${detail}.`],
  }),
  "address-given": () => ({
    subject: "This is the address of your account now",
    paragraphs: [
      "An admin gave your account this address. Confirm it: ask for the message on the page to sign in.",
    ],
  }),
  removed: () => ({
    subject: "Your account was deleted",
    paragraphs: ["An admin deleted your account and everything that hung on it."],
  }),
  "phone-changed": () => ({
    subject: "Your phone number was changed",
    paragraphs: ["An admin changed or removed the phone number of your account."],
  }),
} satisfies Record<string, (detail: string) => AdminNotice>;

/** What the owner of an account hears of an admin's doing. */
export type AdminChange = keyof typeof words;

export const adminChanges = Object.keys(words) as AdminChange[];

/** Tells the owner of an account what an admin did to it. From where is the admin's own affair. */
export function adminNotice(facts: Omit<EmailFacts, "who"> & { change: AdminChange; detail?: string }) {
  const { subject, paragraphs } = words[facts.change](facts.detail ?? "");
  return layOut(
    { ...facts, who: `an admin of ${facts.appName}` },
    {
      subject: `${facts.appName}: ${subject}`,
      paragraphs,
      action: { label: `Open ${facts.appName}`, url: `${facts.baseUrl}/sign-in` },
      by: "Done by",
      ifNotYou: "If you did not expect this, ask the people who run this service.",
    },
  );
}
