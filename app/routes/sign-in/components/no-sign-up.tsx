import { Button } from "~/components/ui/button";
import { VisitorPage } from "~/components/visitor-page";

const closed = {
  title: "No new accounts",
  intro: "No new accounts are made here at the moment.",
};

const uninvited = {
  title: "By invitation only",
  intro:
    "Accounts are made by invitation only here. If you were invited, open the link that you were given. Else ask somebody who is here already.",
};

/** By what the link of an invitation is worth. */
const spent = {
  used: {
    title: "This invitation was used",
    intro: "It works once, and an account was made with it. Sign in with that account.",
  },
  expired: {
    title: "This invitation has expired",
    intro: "It worked for seven days. Ask whoever invited you for a new one.",
  },
  dead: {
    title: "This invitation does not work",
    intro:
      "The link may be cut off: copy the whole of it. If there is a newer invitation, use that one. Else ask whoever invited you.",
  },
};

interface NoSignUpProps {
  policy: "open" | "invite" | "closed";
  /** The invitation that somebody came with, when it is over. */
  invitation?: keyof typeof spent;
  signIn: string;
}

/** Instead of the form, for whoever may not join: why, and what to do. */
export function NoSignUp({ policy, invitation, signIn }: NoSignUpProps) {
  const { title, intro } = policy === "closed" ? closed : invitation ? spent[invitation] : uninvited;
  return (
    <VisitorPage title={title} intro={intro}>
      <Button asChild size="full">
        <a href={signIn}>Sign in</a>
      </Button>
    </VisitorPage>
  );
}
