import { href } from "react-router";

interface GuestBannerProps {
  /** How long somebody can stay away. */
  days: number;
}

/** Tells a guest, on every page, how long this lasts and how to keep it. Links lead to pages of another document. */
export function GuestBanner({ days }: GuestBannerProps) {
  return (
    <aside aria-label="Guest account" className="border-b bg-secondary text-sm text-secondary-foreground">
      <p className="mx-auto w-full max-w-5xl px-4 py-2.5">
        You are a guest here. What you do is gone once you sign out or stay away for{" "}
        {days === 1 ? "a day" : `${days} days`}.{" "}
        <a href={href("/sign-up")} className="link">
          Create account
        </a>{" "}
        to keep it, or{" "}
        <a href={href("/sign-in")} className="link">
          sign in
        </a>
        .
      </p>
    </aside>
  );
}
