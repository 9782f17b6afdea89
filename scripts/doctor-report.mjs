const marks = { good: "✓", bad: "✖", off: "–" };
const mailNames = ["EMAIL_TRANSPORT", "EMAIL_FROM", "RESEND_API_KEY", "RESEND_URL", "SMTP_URL"];
const notLookedAt = "not looked at before the list below is mended";
const sessionNames = ["SESSION_EXPIRES_IN_DAYS", "SESSION_UPDATE_AGE_HOURS"];

/** The screen of `npm run doctor` as lines, and whether the app could serve. `pending` is undefined when not looked up. */
export function reportOn(facts) {
  const { title, problems, pending } = facts;
  const serves = problems.length === 0 && !pending?.length;
  return {
    serves,
    lines: [
      title,
      "",
      ...rowsOf(facts).map(([name, mark, text]) => `${marks[mark]} ${name.padEnd(16)} ${text}`),
      "",
      ...(problems.length > 0 ? ["To mend:", ...problems, ""] : []),
      serves ? "The app can serve." : "The app cannot serve like this.",
    ],
  };
}

function rowsOf({ bindings, env, problems, database, pictures, secret, pending, migrate }) {
  const { BETTER_AUTH_SECRETS: rotation, TRUSTED_ORIGINS: origins } = bindings;
  const isWrong = (name) => problems.some((problem) => problem.startsWith(`✖ ${name}: `));
  const state = (names, text, switchedOff) => {
    if (names.some(isWrong)) return ["bad", switchedOff];
    return text ? ["good", text] : ["off", notLookedAt];
  };
  const keeps = `D1 as DB: ${database?.database_name}`;
  return [
    [
      "Base URL",
      ...state(["BETTER_AUTH_URL"], bindings.BETTER_AUTH_URL, "links, cookies, passkeys do not work"),
    ],
    ["Secret", ...secretState(state, secret)],
    ["Database", ...state(["DB"], keeps, "nothing can be kept: no accounts, no sessions")],
    ["Migrations", ...migrationState(pending, migrate)],
    [
      "Mail",
      ...state(mailNames, env && mail(env), "no mail: nobody can confirm an address or reset a password"),
    ],
    ["Sessions", ...state(sessionNames, env && sessions(env), "nobody can stay signed in")],
    [
      "Pictures",
      ...optional(
        pictures && `R2 as AVATARS: ${pictures.bucket_name}`,
        "no R2 bucket bound as AVATARS: nobody can upload one, initials stand for people and organizations",
      ),
    ],
    ...providers(env),
    ["Sign-up", ...(env ? signUp(env) : ["off", notLookedAt])],
    ["Domains", ...state(["DNS_RESOLVER_URL"], env?.DNS_RESOLVER_URL, "no organization can prove a domain")],
    ["Guests", ...(env ? guests(env) : ["off", notLookedAt])],
    ["Secret rotation", ...optional(rotation && "on", "BETTER_AUTH_SECRETS not set: one secret")],
    ["Other origins", ...optional(origins, "TRUSTED_ORIGINS not set: no other site may call the API")],
    ["First admin", ...firstAdmin(env, bindings)],
  ];
}

function firstAdmin(env, { BETTER_AUTH_URL: baseUrl }) {
  if (!env) return ["off", notLookedAt];
  if (env.ADMIN_SETUP_TOKEN)
    return [
      "good",
      `ADMIN_SETUP_TOKEN is set: sign in, then open ${baseUrl}/admin/claim (404 once there is one)`,
    ];
  return [
    "off",
    "set ADMIN_SETUP_TOKEN (openssl rand -base64 24), sign in, open /admin/claim; nothing to do if there is one",
  ];
}

function signUp({ SIGN_UP: policy }) {
  if (policy === "closed") return ["off", "SIGN_UP is closed: nobody new can join"];
  return [
    "good",
    policy === "open" ? "open to everybody" : "by invitation: npm run invite -- ada@example.com",
  ];
}

function guests({ ANONYMOUS_SIGN_IN: setting, SIGN_UP: policy }) {
  if (setting === "off") return ["off", "ANONYMOUS_SIGN_IN is off: nobody can try without an account"];
  if (policy !== "open") return ["off", `nobody can try without an account while SIGN_UP is ${policy}`];
  return ["good", "people can try without an account"];
}

function secretState(state, { text, isKnown = true }) {
  if (!isKnown) return ["off", text];
  return state(["BETTER_AUTH_SECRET", "BETTER_AUTH_SECRETS"], text, "sessions cannot be signed");
}

function migrationState(pending, migrate) {
  if (!pending) return ["off", "not looked up"];
  if (pending.length === 0) return ["good", "all applied"];
  return ["bad", `pages that read the database fail: ${pending.join(", ")} pending. ${migrate}`];
}

function mail(env) {
  if (env.EMAIL_TRANSPORT === "outbox") return `kept on this machine: ${env.BETTER_AUTH_URL}/outbox`;
  return `by ${env.EMAIL_TRANSPORT}, from ${env.EMAIL_FROM}`;
}

/** What each provider has to be told, to the letter. */
function providers(env) {
  const ids = [...(env?.socialProviders ?? []), ...(env?.OAUTH_PROVIDERS ?? [])].map(
    ({ id, providerId }) => id ?? providerId,
  );
  if (ids.length === 0) return [["Providers", "off", "no sign-in with Google, GitHub … is set up"]];
  return ids.map((id) => [id, "good", `callback URL: ${env.BETTER_AUTH_URL}/api/auth/callback/${id}`]);
}

function sessions(env) {
  const { SESSION_EXPIRES_IN_DAYS: days, SESSION_UPDATE_AGE_HOURS: hours } = env;
  return `end ${days} days after the last visit (slides at most every ${hours} hours)`;
}

function optional(on, off) {
  return on ? ["good", on] : ["off", off];
}
