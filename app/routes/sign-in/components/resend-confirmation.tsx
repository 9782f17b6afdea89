import { href } from "react-router";
import { Button } from "~/components/ui/button";

/** Offers the mail with the link once more to somebody who has not confirmed their address. */
export function ResendConfirmation({ email = "" }: { email?: string }) {
  return (
    <form method="post" action={href("/verify-email")}>
      <input type="hidden" name="intent" value="resend" />
      <input type="hidden" name="email" value={email} />
      <Button type="submit" variant="outline" size="full">
        Send the link again
      </Button>
    </form>
  );
}
