import type { MiddlewareFunction } from "react-router";
import { type Auth, createAuth } from "../auth/auth.server";
import { authContext, databaseContext, envContext } from "../context";
import { type Database, openDatabase } from "../db/db.server";
import { emailSender } from "../email/send.server";
import { type Env, EnvironmentError, parseEnv } from "../env.server";
import { inBackground, logError, logEvent } from "../request-scope.server";
import { textSender } from "../sms/send.server";

interface Services {
  env: Env;
  db: Database;
  auth: Auth;
}

/** Made once per isolate: an environment object lives as long as its isolate does. */
const services = new WeakMap<object, Services>();

/** Turns bindings into typed services. A configuration that cannot serve answers 503 with the list of what is wrong. */
export const provideServices: MiddlewareFunction<Response> = async ({ context }, next) => {
  const bindings = context.cloudflare.env;
  try {
    const made = services.get(bindings) ?? makeServices(bindings);
    context.set(envContext, made.env);
    context.set(databaseContext, made.db);
    context.set(authContext, made.auth);
  } catch (error) {
    if (!(error instanceof EnvironmentError)) throw error;
    logError("configuration is not complete", error);
    return misconfigured(error);
  }
  return next();
};

function makeServices(bindings: object): Services {
  const env = parseEnv(bindings);
  const db = openDatabase(env.DB);
  const auth = createAuth({ env, db, sendEmail: emailSender(env, db), sendText: textSender(env, db) });
  // A provider's discovery is asked for here: it ends with this request, and whoever waits for it later waits forever.
  inBackground(auth.$context);
  const made = { env, db, auth };
  services.set(bindings, made);
  logEvent("services made");
  return made;
}

function misconfigured({ message }: EnvironmentError): Response {
  const text = `This deployment is not configured completely:\n\n${message}\n\nRun \`npm run doctor\` for the whole picture.\n`;
  return new Response(text, {
    status: 503,
    headers: { "Content-Type": "text/plain; charset=utf-8", "Retry-After": "60" },
  });
}
