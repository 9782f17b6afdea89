import { href } from "react-router";
import { Button } from "./ui/button";

interface ActingBannerProps {
  /** For whom. */
  name: string;
  minutesLeft: number;
}

/** Tells an admin, on every page, for whom they act and for how long, and ends it. A plain form: another document follows. */
export function ActingBanner({ name, minutesLeft }: ActingBannerProps) {
  return (
    <aside
      aria-label="Acting for somebody"
      className="border-b bg-secondary text-sm text-secondary-foreground"
    >
      <div className="mx-auto flex w-full max-w-5xl items-center justify-between gap-4 px-4 py-2">
        <p className="min-w-0 wrap-anywhere">
          You act for <strong className="font-semibold">{name}</strong>.{" "}
          {minutesLeft === 1 ? "1 minute" : `${minutesLeft} minutes`} left.
        </p>
        <form method="post" action={href("/stop-acting")}>
          <Button type="submit" size="sm">
            Stop
          </Button>
        </form>
      </div>
    </aside>
  );
}
