import type { ReactNode } from "react";

export interface BotCheckFacts {
  siteKey: string;
  nonce: string;
}

interface BotCheckProps {
  facts: BotCheckFacts | undefined;
  /** How to go on without JavaScript. */
  children: ReactNode;
}

/** The widget of the bot check, inside a form; nothing where none is set up. */
export function BotCheck({ facts, children }: BotCheckProps) {
  if (!facts) return null;
  return (
    <div>
      <div className="cf-turnstile" data-sitekey={facts.siteKey} data-size="flexible" />
      <script async src="https://challenges.cloudflare.com/turnstile/v0/api.js" nonce={facts.nonce} />
      <noscript>
        <p className="text-sm">The check that you are not a robot needs JavaScript. {children}</p>
      </noscript>
    </div>
  );
}
