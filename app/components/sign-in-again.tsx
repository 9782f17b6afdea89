import { href } from "react-router";
import { Button } from "./ui/button";

/** For changes that want a recent sign-in: signs out, asks again, and comes back to where the person was. */
export function SignInAgain({ returnTo }: { returnTo: string }) {
  return (
    <form method="post" action={href("/sign-out")} className="flex flex-col items-start gap-3">
      <p className="text-sm">
        You signed in more than a day ago. For this change, prove once more that it is you.
      </p>
      <input type="hidden" name="returnTo" value={returnTo} />
      <Button type="submit">Sign in again</Button>
    </form>
  );
}
