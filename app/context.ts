import { createContext } from "react-router";
import type { Auth, Session } from "./auth/auth.server";
import type { Database } from "./db/db.server";
import type { Membership } from "./db/memberships.server";
import type { DocumentFacts } from "./document-facts";
import type { Env } from "./env.server";

/** The checked configuration. */
export const envContext = createContext<Env>();

/** better-auth, made once per isolate. */
export const authContext = createContext<Auth>();

/** Our own tables, and reads of better-auth's that its API does not have; it alone writes people and accounts. */
export const databaseContext = createContext<Database>();

/** The signed-in user and session. Set by `requireSession`; reading it outside a guarded area throws. */
export const sessionContext = createContext<Session>();

/** One's membership of the organization in the URL. Set by `requireMember`; null where there is none in it. */
export const membershipContext = createContext<Membership | null>(null);

/** True where a guest looks at a page for visitors. Set by `requireVisitor`. */
export const guestContext = createContext(false);

export const documentContext = createContext<DocumentFacts>();

/** True once a loader has put the widget of the bot check on the page: its policy lets that in. */
export const botCheckContext = createContext(false);
