import { href } from "react-router";
import { withQuery } from "~/forms/return-to";

/** Links to the ways of signing in that have pages of their own. */
export function OtherWays({ returnTo, canText }: { returnTo: string; canText: boolean }) {
  const on = (to: string) => (returnTo === href("/dashboard") ? to : withQuery(to, { returnTo }));
  return (
    <ul className="flex flex-wrap justify-center gap-x-5 gap-y-1 text-sm">
      <li>
        <a href={on(href("/sign-in/magic-link"))} className="link inline-block py-1.5">
          E-mail me a sign-in link
        </a>
      </li>
      <li>
        <a href={on(href("/sign-in/email-code"))} className="link inline-block py-1.5">
          E-mail me a code
        </a>
      </li>
      {canText && (
        <li>
          <a href={on(href("/sign-in/phone"))} className="link inline-block py-1.5">
            Text me a code
          </a>
        </li>
      )}
    </ul>
  );
}
