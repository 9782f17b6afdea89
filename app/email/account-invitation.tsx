import { type EmailFacts, layOut } from "./layout";

interface AccountFacts extends Omit<EmailFacts, "who"> {
  token: string;
  /** The name of the admin. */
  admin: string;
  at: Date;
}

/** For somebody whose account an admin has made: the link to set its password. Where that admin sits is nothing for them. */
export function accountInvitation({ token, admin, at, ...facts }: AccountFacts) {
  const { appName, baseUrl, to } = facts;
  const minute = `${at.toISOString().slice(0, 16).replace("T", " ")} UTC`;
  return layOut(
    { ...facts, who: `the account of ${admin}, ${minute}` },
    {
      subject: `Your account at ${appName}`,
      paragraphs: [
        `An account was made for you with the address ${to}. Set a password, and you can sign in with both.`,
        "The link works once, for seven days. After that, ask for a new one on the page to sign in: choose “Forgot your password?”.",
      ],
      action: {
        label: "Set a password",
        url: `${baseUrl}/reset-password?token=${encodeURIComponent(token)}`,
      },
      ifNotYou:
        "If you did not expect this, ignore the message: nobody can sign in to the account without your mailbox.",
    },
  );
}
