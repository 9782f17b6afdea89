import { href } from "react-router";

export interface BotCheckFacts {
  siteKey: string;
  nonce: string;
}

/** The widget of the bot check, inside a form; nothing where none is set up. */
export function BotCheck({ facts }: { facts: BotCheckFacts | undefined }) {
  if (!facts) return null;
  return (
    <div>
      <div className="cf-turnstile" data-sitekey={facts.siteKey} data-size="flexible" />
      <script async src="https://challenges.cloudflare.com/turnstile/v0/api.js" nonce={facts.nonce} />
      <noscript>
        <p className="text-sm">
          This check needs JavaScript. Without it,{" "}
          <a href={href("/sign-in/magic-link")} className="link">
            use a sign-in link by mail
          </a>
          .
        </p>
      </noscript>
    </div>
  );
}
