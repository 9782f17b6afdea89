import { betterAuth } from "better-auth/minimal";
import { admin } from "better-auth/plugins/admin";
import { username } from "better-auth/plugins/username";
import type { Database } from "../db/db.server";
import { firstOrganizationOf } from "../db/memberships.server";
import type { Email } from "../email/layout";
import type { Env } from "../env.server";
import { inBackground, logError } from "../request-scope.server";
import { canSendTexts, type TextMessage } from "../sms/send.server";
import { accountDeletion } from "./account-deletion.server";
import { accountLinking } from "./account-linking.server";
import { actingSeconds } from "./acting";
import { banInWords } from "./ban-words";
import { databaseAdapter } from "./database-adapter.server";
import { emailAndPassword } from "./email-and-password.server";
import { emailVerification } from "./email-verification.server";
import { acting } from "./plugins/acting.server";
import { adminEvents } from "./plugins/admin-events.server";
import { adminNotices } from "./plugins/admin-notices.server";
import { adminRules } from "./plugins/admin-rules.server";
import { attemptLimits } from "./plugins/attempt-limits.server";
import { avatars } from "./plugins/avatars.server";
import { botCheck } from "./plugins/bot-check.server";
import { chosenPeople } from "./plugins/chosen-people.server";
import { createdPeople } from "./plugins/created-people.server";
import { emailChanges } from "./plugins/email-changes.server";
import { emailCodes, magicLinkRules, magicLinks } from "./plugins/email-sign-in.server";
import { freshProof } from "./plugins/fresh-proof.server";
import { canTryAsGuest, guests } from "./plugins/guests.server";
import { invitationRules } from "./plugins/invitation-rules.server";
import { invitedSignUp } from "./plugins/invited-sign-up.server";
import { lastOwner } from "./plugins/last-owner.server";
import { lastWay } from "./plugins/last-way.server";
import { lastWayIn } from "./plugins/last-way-in.server";
import { newDevices } from "./plugins/new-devices.server";
import { organizationEvents } from "./plugins/organization-events.server";
import { organizationLogos } from "./plugins/organization-logos.server";
import { organizationPrivacy } from "./plugins/organization-privacy.server";
import { organizationRules } from "./plugins/organization-rules.server";
import { organizations } from "./plugins/organizations.server";
import { overseenOrganizations } from "./plugins/overseen-organizations.server";
import { passkeyRules, passkeys } from "./plugins/passkey.server";
import { passwordPolicy } from "./plugins/password-policy.server";
import { phoneNumbers } from "./plugins/phone.server";
import { phoneChanges } from "./plugins/phone-changes.server";
import { phoneRules } from "./plugins/phone-rules.server";
import { secondFactorReset } from "./plugins/second-factor-reset.server";
import { securityEvents } from "./plugins/security-events.server";
import { severalAccounts } from "./plugins/several-accounts.server";
import { signUpInvitations } from "./plugins/sign-up-invitations.server";
import { teamRules } from "./plugins/team-rules.server";
import { twoFactorPlugin, twoFactorRules } from "./plugins/two-factor.server";
import { usernameRules } from "./plugins/username-rules.server";
import { listProviders, otherProviders, socialProviderOptions } from "./providers.server";
import { rateLimit } from "./rate-limit.server";
import { beginningOf, freshAgeSeconds, sessionBegan } from "./sessions.server";
import { signUpRules, userRules } from "./user-rules.server";
import { maxUsernameLength, minUsernameLength } from "./username-suggestions.server";
import { usualRoleIsNone } from "./usual-role.server";
import { hashIdentifier } from "./verifications.server";

/** What better-auth is built from; one set per isolate. */
export interface AuthServices {
  env: Env;
  db: Database;
  sendEmail(email: Email): Promise<void>;
  sendText(message: TextMessage): Promise<void>;
}

export type Auth = ReturnType<typeof createAuth>;
export type Session = Auth["$Infer"]["Session"];
/** Every code that better-auth and our plugins answer a mistake with. */
export type AuthErrorCode = keyof Auth["$ERROR_CODES"];

const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;

/** Links in mails to confirm an address or set a password, in seconds. */
const linkLifetimeSeconds = hour;

/** Makes the one better-auth instance: its list of plugins is the list of what Latchkey can do. */
export function createAuth(services: AuthServices) {
  const { env, db, sendEmail } = services;
  const { APP_NAME: appName, BETTER_AUTH_URL: baseUrl } = env;
  const isHttps = baseUrl.startsWith("https:");
  const secrets = env.BETTER_AUTH_SECRETS ?? [{ version: 1, value: env.BETTER_AUTH_SECRET }];
  const secret = secrets[0]?.value ?? env.BETTER_AUTH_SECRET;
  const providerIds = listProviders(env).map(({ id }) => id);
  const auth = betterAuth({
    appName,
    baseURL: baseUrl,
    secrets,
    trustedOrigins: env.TRUSTED_ORIGINS,
    database: databaseAdapter(services),
    telemetry: { enabled: false },
    logger: { level: "error" },
    disabledPaths: canTryAsGuest(env) ? [] : ["/sign-in/anonymous"],
    rateLimit: rateLimit(db),
    session: {
      expiresIn: env.SESSION_EXPIRES_IN_DAYS * day,
      updateAge: env.SESSION_UPDATE_AGE_HOURS * hour,
      freshAge: freshAgeSeconds,
      // D1 is the truth; a revoked session is refused after a minute at the latest.
      cookieCache: { enabled: true, maxAge: minute, strategy: "compact" },
      additionalFields: {
        /** Where it began, from the platform's request data. */
        place: { type: "string", required: false, input: false },
        /** When this device signed in; a session that is replaced by a newer one hands it on. */
        signedInAt: { type: "date", required: false, input: false },
      },
    },
    // Pages has no cron: expired sessions go, a batch at a time, on the heels of new ones.
    databaseHooks: {
      session: {
        create: {
          before: async (session, ctx) => ({
            data: {
              ...beginningOf(session, ctx?.context.session),
              activeOrganizationId:
                session.activeOrganizationId ?? (await firstOrganizationOf(db, session.userId)),
            },
          }),
          after: async (session) => inBackground(sessionBegan(db, session)),
        },
      },
      user: usualRoleIsNone,
    },
    account: { encryptOAuthTokens: true, accountLinking: accountLinking(providerIds) },
    socialProviders: socialProviderOptions(env),
    verification: { storeIdentifier: { hash: hashIdentifier } },
    user: {
      deleteUser: accountDeletion(services),
      validateUserInfo: userRules(services),
    },
    emailAndPassword: emailAndPassword(services, { secret, linkLifetimeSeconds }),
    emailVerification: emailVerification(services, linkLifetimeSeconds),
    advanced: {
      cookiePrefix: isHttps ? "__Host-latchkey" : "latchkey",
      useSecureCookies: false, // would prefix with __Secure-; __Host- is the stronger one
      defaultCookieAttributes: { secure: isHttps, httpOnly: true, sameSite: "lax", path: "/" },
      database: { joins: true },
      ipAddress: { ipAddressHeaders: ["cf-connecting-ip"], ipv6Subnet: 64 },
      backgroundTasks: { handler: inBackground },
    },
    onAPIError: {
      // Not better-auth's own page, whose styles our policy refuses.
      errorURL: `${baseUrl}/sign-in/problem`,
      onError: (error) => logError("auth endpoint failed", error),
    },
    plugins: [
      acting(db),
      attemptLimits(db),
      botCheck(env),
      freshProof(),
      passwordPolicy({ db, env }),
      signUpRules(services),
      signUpInvitations(services),
      emailChanges(services),
      username({ minUsernameLength, maxUsernameLength }),
      usernameRules(env),
      avatars(services),
      twoFactorPlugin(services),
      lastWay({ baseUrl }),
      twoFactorRules(db),
      lastWayIn(db, { providerIds, canText: canSendTexts(env) }),
      lastOwner(db),
      teamRules(db),
      passkeyRules(db),
      passkeys({ baseUrl, appName }),
      invitedSignUp(db),
      securityEvents({ db, sendEmail, appName, baseUrl }),
      magicLinkRules(),
      newDevices({ db, sendEmail, appName, baseUrl }),
      magicLinks(services),
      emailCodes(services),
      phoneRules(db),
      phoneNumbers(services),
      phoneChanges(services),
      otherProviders(env),
      adminRules(services),
      adminEvents(db),
      adminNotices(services),
      secondFactorReset(services),
      admin({ impersonationSessionDuration: actingSeconds, bannedUserMessage: banInWords }),
      createdPeople(services),
      chosenPeople(services),
      organizationRules(),
      organizationLogos(services),
      organizationEvents(db),
      organizationPrivacy(db),
      invitationRules(services),
      organizations(services),
      overseenOrganizations(services),
      guests(services),
      // Last: whose session it is by then is kept.
      severalAccounts(),
    ],
  });
  return auth;
}
