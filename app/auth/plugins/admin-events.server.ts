import type { BetterAuthPlugin } from "better-auth";
import { createAuthMiddleware, getSessionFromCtx, isAPIError } from "better-auth/api";
import type { Database } from "../../db/db.server";
import { type AuditEntry, recordAudit } from "../audit.server";
import type { AdminEvent } from "../audit-words";
import { endpointName } from "../endpoint-name";

interface Call {
  asked: Record<string, unknown>;
  answer: Record<string, unknown>;
}

/** What an admin does to a person, by endpoint. Removing one is noted where the row goes, with its name. */
const eventOf: Record<string, { event: AdminEvent; detail?(call: Call): string }> = {
  "/admin/set-role": { event: "admin-role-set", detail: ({ asked }) => [asked.role].flat().join(", ") },
  "/admin/create-user": { event: "admin-user-created" },
  "/admin/update-user": {
    event: "admin-user-changed",
    detail: ({ asked }) => Object.keys(Object(asked.data)).join(", "),
  },
  "/admin/ban-user": { event: "admin-user-banned", detail: ({ asked }) => String(asked.banReason ?? "") },
  "/admin/unban-user": { event: "admin-user-unbanned" },
  "/admin/revoke-user-session": { event: "admin-session-ended" },
  "/admin/revoke-user-sessions": { event: "admin-sessions-ended" },
  "/admin/impersonate-user": { event: "admin-impersonation-begun" },
};

/** Notes in the audit log what admins do through better-auth's endpoints, and what others tried there (ASVS 16.3.2). */
export function adminEvents(db: Database) {
  return {
    id: "admin-events",
    hooks: {
      after: [
        {
          matcher: (context) => Object.hasOwn(eventOf, endpointName(context)),
          handler: createAuthMiddleware(async (ctx) => {
            const found = ctx.context.session ?? (await getSessionFromCtx(ctx));
            const known = eventOf[endpointName(ctx)];
            if (!found || !known) return;
            const { returned } = ctx.context;
            const call = { asked: Object(ctx.body), answer: Object(returned) };
            recordAudit(db, {
              event: known.event,
              outcome: isAPIError(returned) ? "failure" : "success",
              actor: { id: found.user.id, address: found.user.email },
              subject: subjectOf(call),
              detail: known.detail?.(call) ?? "",
            });
          }),
        },
      ],
    },
  } satisfies BetterAuthPlugin;
}

/** Whom it was done to: by the id that was asked for, else by the one that was answered. */
function subjectOf({ asked, answer }: Call): AuditEntry["subject"] {
  const made: { id?: unknown } = Object(answer.user);
  const id = asked.userId ?? made.id;
  return typeof id === "string" || typeof id === "number"
    ? { type: "user", id: String(id) }
    : { type: "deployment" };
}
