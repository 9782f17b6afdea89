import { Link } from "react-router";
import { confirmPath } from "~/forms/confirm-path";
import { Button } from "./ui/button";

/** For changes that want a recent proof of who one is: leads to it, and back to where the person was. */
export function ConfirmFirst({ returnTo }: { returnTo: string }) {
  return (
    <div className="flex flex-col items-start gap-3">
      <p className="text-sm">
        It is a while since you signed in. For this change, prove once more that it is you.
      </p>
      <Button asChild>
        <Link to={confirmPath(returnTo)}>Confirm that it is you</Link>
      </Button>
    </div>
  );
}
