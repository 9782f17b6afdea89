import { createContext } from "react-router";
import type { Auth, Session } from "./auth/auth.server";
import type { Database } from "./db/db.server";
import type { Env } from "./env.server";
import type { Theme } from "./forms/theme";

/** The checked configuration. */
export const envContext = createContext<Env>();

/** better-auth, made once per isolate. */
export const authContext = createContext<Auth>();

/** Our own tables, and reads of better-auth's that its API does not have; it alone writes people and accounts. */
export const databaseContext = createContext<Database>();

/** The signed-in user and session. Set by `requireSession`; reading it outside a guarded area throws. */
export const sessionContext = createContext<Session>();

/** What every document needs: the CSP nonce of this response, the request id that is also in the log, the theme. */
export const documentContext = createContext<{ nonce: string; requestId: string; theme: Theme }>();
