import { href } from "react-router";
import { withReturnTo } from "~/forms/return-to";
import { describedByLastUsed, LastUsed } from "./last-used";

/** The ways of signing in that have pages of their own, each with `returnTo` of the page that links to them. */
export function otherWays(url: URL, canText: boolean) {
  return [
    { way: "link", to: href("/sign-in/magic-link"), label: "E-mail me a sign-in link" },
    { way: "email-code", to: href("/sign-in/email-code"), label: "E-mail me a code" },
    ...(canText ? [{ way: "text-code", to: href("/sign-in/phone"), label: "Text me a code" }] : []),
  ].map(({ to, ...rest }) => ({ ...rest, to: withReturnTo(to, url) }));
}

interface OtherWaysProps {
  ways: ReturnType<typeof otherWays>;
  /** The way that this browser signed in by last. */
  lastWay?: string;
}

/** Links to them. */
export function OtherWays({ ways, lastWay }: OtherWaysProps) {
  return (
    <ul className="flex flex-wrap justify-center gap-x-5 gap-y-1 text-sm">
      {ways.map(({ way, to, label }) => (
        <li key={way} className="flex flex-wrap items-center gap-x-2">
          <a
            href={to}
            className="link inline-block py-1.5"
            aria-describedby={describedByLastUsed(way === lastWay)}
          >
            {label}
          </a>
          {way === lastWay && <LastUsed />}
        </li>
      ))}
    </ul>
  );
}
