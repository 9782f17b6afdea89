import { href } from "react-router";
import { withQuery } from "~/forms/return-to";
import { describedByLastUsed, LastUsed } from "./last-used";

interface OtherWaysProps {
  returnTo: string;
  canText: boolean;
  /** The way that this browser signed in by last. */
  lastWay?: string;
}

/** Links to the ways of signing in that have pages of their own. */
export function OtherWays({ returnTo, canText, lastWay }: OtherWaysProps) {
  const on = (to: string) => (returnTo === href("/dashboard") ? to : withQuery(to, { returnTo }));
  const ways = [
    { way: "link", to: href("/sign-in/magic-link"), label: "E-mail me a sign-in link" },
    { way: "email-code", to: href("/sign-in/email-code"), label: "E-mail me a code" },
    ...(canText ? [{ way: "text-code", to: href("/sign-in/phone"), label: "Text me a code" }] : []),
  ];
  return (
    <ul className="flex flex-wrap justify-center gap-x-5 gap-y-1 text-sm">
      {ways.map(({ way, to, label }) => (
        <li key={way} className="flex flex-wrap items-center gap-x-2">
          <a
            href={on(to)}
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
