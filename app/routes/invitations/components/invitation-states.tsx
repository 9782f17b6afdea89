import { href } from "react-router";
import { Avatar } from "~/components/avatar";
import { Moment } from "~/components/moment";
import { Button } from "~/components/ui/button";
import { VisitorPage } from "~/components/visitor-page";
import type { Moment as MomentFacts } from "~/moments";

interface Facts {
  /** The invited address. */
  email: string;
  organization: string;
  logo?: string;
  slug: string;
  inviter: string;
  role: string;
  expires: MomentFacts;
  /** Path of this page, to come back to. */
  here: string;
  maySignUp: boolean;
  signedInAs?: string;
}

/** For the person whose address it is. */
export function Answer(facts: Facts) {
  return (
    <VisitorPage title={titleOf(facts)} intro={<Introduction {...facts} />} picture={<LogoOf {...facts} />}>
      <form method="post" className="flex flex-col gap-3">
        <Button type="submit" name="intent" value="accept" size="full">
          Accept invitation
        </Button>
        <Button type="submit" name="intent" value="decline" variant="outline" size="full">
          Decline
        </Button>
      </form>
      <p className="text-sm text-muted-foreground">
        You are signed in as <strong className="wrap-anywhere text-foreground">{facts.signedInAs}</strong>.
        The members of {facts.organization} will see your name and address.
      </p>
    </VisitorPage>
  );
}

/** For somebody who is not signed in. */
export function Stranger(facts: Facts) {
  const { email, here, maySignUp } = facts;
  const query = new URLSearchParams({ returnTo: here });
  return (
    <VisitorPage title={titleOf(facts)} intro={<Introduction {...facts} />} picture={<LogoOf {...facts} />}>
      <p>
        It is for <strong className="wrap-anywhere">{email}</strong>. Sign in with this address
        {maySignUp ? ", or create an account with it," : ""} to accept or decline.
      </p>
      <div className="flex flex-col gap-3">
        {maySignUp && (
          <Button asChild size="full">
            <a href={`${href("/sign-up")}?${query}`}>Create account</a>
          </Button>
        )}
        <Button asChild size="full" variant={maySignUp ? "outline" : "default"}>
          <a href={`${href("/sign-in")}?${query}`}>Sign in</a>
        </Button>
      </div>
      <p className="text-sm text-muted-foreground">
        You do not know who this is? Close this page: nothing happens.
      </p>
    </VisitorPage>
  );
}

/** For somebody who is signed in with another address: nothing is accepted under it. */
export function OtherAddress(facts: Facts) {
  const { email, organization, signedInAs, here } = facts;
  return (
    <VisitorPage
      title="This invitation is for another address"
      picture={<LogoOf {...facts} />}
      intro={
        <>
          It invites <Name>{email}</Name> to {organization}, and you are signed in as{" "}
          <Name>{signedInAs}</Name>.
        </>
      }
    >
      <form method="post" action={href("/sign-out")}>
        <input type="hidden" name="returnTo" value={here} />
        <Button type="submit" size="full" className="wrap-anywhere">
          Sign out and use {email}
        </Button>
      </form>
      <Button asChild variant="outline" size="full">
        <a href={`${href("/account/switch")}?${new URLSearchParams({ returnTo: here })}`}>
          Switch to another account
        </a>
      </Button>
      <p className="text-sm text-muted-foreground">
        You want to join with the address that you are signed in with? Ask {facts.inviter} to invite it.
      </p>
    </VisitorPage>
  );
}

/** For an account with the right address, which nobody has confirmed. */
export function Unproven(facts: Facts) {
  return (
    <VisitorPage
      title="Confirm your e-mail address first"
      picture={<LogoOf {...facts} />}
      intro={
        <>
          {facts.inviter} invites you to {facts.organization}. To answer, show that <Name>{facts.email}</Name>{" "}
          is yours: have a link sent there, open it, then come back.
        </>
      }
    >
      <Button asChild size="full">
        <a href={href("/verify-email")}>Confirm the address</a>
      </Button>
    </VisitorPage>
  );
}

/** For somebody who is in the organization already. */
export function Joined({ organization, logo, slug }: Pick<Facts, "organization" | "logo" | "slug">) {
  return (
    <VisitorPage
      title={`You are a member of ${organization}`}
      intro="There is nothing more to accept."
      picture={<LogoOf organization={organization} logo={logo} />}
    >
      <Button asChild size="full" className="wrap-anywhere">
        <a href={href("/organizations/:slug", { slug })}>Go to {organization}</a>
      </Button>
    </VisitorPage>
  );
}

/** Says the same of an invitation that is answered, was cancelled or never was. */
export function Gone({ isExpired }: { isExpired: boolean }) {
  return (
    <VisitorPage
      title={isExpired ? "This invitation has expired" : "This invitation does not work"}
      intro={
        isExpired
          ? "Invitations work for 48 hours. Ask the person who invited you to send it again."
          : "It was answered or cancelled, or the link is cut off: copy the whole link from the message. Else ask the person who invited you for a new one."
      }
    >
      <Button asChild size="full">
        <a href={href("/organizations")}>See your organizations</a>
      </Button>
    </VisitorPage>
  );
}

function titleOf({ organization }: Facts): string {
  return `Join ${organization}`;
}

function Introduction({ inviter, organization, role, expires }: Facts) {
  return (
    <>
      <Name>{inviter}</Name> invites you to <Name>{organization}</Name>, with the role “
      {role.replaceAll(",", ", ")}”. The invitation expires <Moment {...expires} />.
    </>
  );
}

/** Beside the name, which says all that there is to read out. */
function LogoOf({ organization, logo }: Pick<Facts, "organization" | "logo">) {
  return <Avatar of="organization" name={organization} image={logo} size="medium" />;
}

function Name({ children }: { children?: string }) {
  return <strong className="wrap-anywhere text-foreground">{children}</strong>;
}
