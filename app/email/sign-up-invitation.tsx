import { type EmailFacts, layOut } from "./layout";

interface InvitationFacts extends Omit<EmailFacts, "who"> {
  token: string;
  /** The name of who asks. */
  inviter: string;
  at: Date;
}

/** Asks somebody to join. Where the inviter sits and with what device is nothing for a stranger. */
export function signUpInvitationMail({ token, inviter, at, ...facts }: InvitationFacts) {
  const url = new URL("/sign-up", facts.baseUrl);
  url.searchParams.set("invitation", token);
  const minute = `${at.toISOString().slice(0, 16).replace("T", " ")} UTC`;
  return layOut(
    { ...facts, who: `the account of ${inviter}, ${minute}` },
    {
      subject: `You are invited to ${facts.appName}`,
      paragraphs: [
        `${inviter} invites you to create an account with ${facts.to}. The link works once, for seven days.`,
      ],
      action: { label: "Create account", url: url.href },
      ifNotYou: "If you did not expect this, ignore the message: nothing happens without the link.",
    },
  );
}
