import { Button } from "~/components/ui/button";
import { VisitorPage } from "~/components/visitor-page";

/** A number that was invited needs no form of its own: a code by text message makes the account. */
export function InvitedByNumber({ number, phone }: { number: string; phone: string }) {
  return (
    <VisitorPage
      title="Create account"
      intro={
        <>
          You are invited with the number <strong className="text-foreground">{number}</strong>. A code that
          we text there makes your account.
        </>
      }
    >
      <Button asChild size="full">
        <a href={phone}>Go on by text message</a>
      </Button>
    </VisitorPage>
  );
}
