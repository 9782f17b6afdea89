import { index, layout, prefix, type RouteConfig, route } from "@react-router/dev/routes";

/** Every URL; the nesting shows who may enter. */
export default [
  index("routes/home.tsx"),

  layout("routes/visitor.layout.tsx", [
    route("sign-in", "routes/sign-in/index.tsx"),
    route("sign-in/magic-link", "routes/sign-in/magic-link.tsx"),
    route("sign-in/email-code", "routes/sign-in/email-code.tsx"),
    route("sign-in/phone", "routes/sign-in/phone.tsx"),
    route("sign-in/passkey", "routes/sign-in/passkey.ts"),
    route("sign-in/go-on", "routes/sign-in/go-on.ts"),
    route("sign-in/social", "routes/sign-in/social.tsx"),
    route("sign-in/anonymous", "routes/sign-in/anonymous.tsx"),
    layout("routes/sign-in/half-signed-in.layout.tsx", [
      route("sign-in/two-factor", "routes/sign-in/two-factor.tsx"),
      route("sign-in/two-factor/code", "routes/sign-in/two-factor.code.tsx"),
      route("sign-in/backup-code", "routes/sign-in/backup-code.tsx"),
    ]),
    route("sign-up", "routes/sign-up.tsx"),
    route("forgot-password", "routes/forgot-password.tsx"),
    route("forgot-password/phone", "routes/forgot-password.phone.tsx"),
  ]),

  layout("routes/link.layout.tsx", [
    route("sign-in/problem", "routes/sign-in/problem.tsx"),
    route("verify-email", "routes/verify-email.tsx"),
    route("reset-password", "routes/reset-password.tsx"),
    route("not-me", "routes/not-me.tsx"),
    route("invitations/:invitationId", "routes/invitations/$invitationId.tsx"),
    route("undo-email-change", "routes/undo-email-change.tsx"),
  ]),

  layout("routes/signed-in.layout.tsx", [
    route("dashboard", "routes/dashboard.tsx"),
    layout(
      "routes/account/layout.tsx",
      prefix("account", [
        index("routes/account/index.tsx"),
        route("activity", "routes/account/activity.tsx"),
        route("confirm", "routes/account/confirm.tsx"),
        route("confirm/passkey", "routes/account/confirm.passkey.ts"),
        route("switch", "routes/account/switch.tsx"),
        route("data", "routes/account/data.tsx"),
        route("data/delete", "routes/account/data.delete.tsx"),
        route("data/download", "routes/account/data.download.ts"),
        route("security/sessions", "routes/account/security/sessions.tsx"),
        layout("routes/account/full-account.layout.tsx", [
          route("email", "routes/account/email.tsx"),
          route("phone", "routes/account/phone.tsx"),
          ...prefix("security", [
            index("routes/account/security/index.tsx"),
            route("password", "routes/account/security/password.tsx"),
            route("two-factor", "routes/account/security/two-factor.tsx"),
            route("passkeys", "routes/account/security/passkeys.tsx"),
            route("passkeys/new", "routes/account/security/passkeys.new.ts"),
            route("connections", "routes/account/security/connections.tsx"),
          ]),
        ]),
      ]),
    ),
    ...prefix("organizations", [
      index("routes/organizations/index.tsx"),
      route("new", "routes/organizations/new.tsx"),
      route("switch", "routes/organizations/switch.ts"),
      route(":slug", "routes/organizations/$slug/layout.tsx", [
        index("routes/organizations/$slug/index.tsx"),
        route("members", "routes/organizations/$slug/members.tsx"),
        route("invitations", "routes/organizations/$slug/invitations.tsx"),
        route("teams", "routes/organizations/$slug/teams.tsx"),
        route("teams/:teamId", "routes/organizations/$slug/teams.$teamId.tsx"),
        route("roles", "routes/organizations/$slug/roles.tsx"),
        route("roles/:role", "routes/organizations/$slug/roles.$role.tsx"),
        route("domains", "routes/organizations/$slug/domains.tsx"),
        route("requests", "routes/organizations/$slug/requests.tsx"),
        route("projects", "routes/organizations/$slug/projects.tsx"),
        route("activity", "routes/organizations/$slug/activity.tsx"),
        route("settings", "routes/organizations/$slug/settings.tsx"),
        route("hand-over", "routes/organizations/$slug/hand-over.tsx"),
      ]),
    ]),
    route("stop-acting", "routes/stop-acting.ts"),
    route("admin/claim", "routes/admin/claim.tsx"),
    layout(
      "routes/admin/layout.tsx",
      prefix("admin", [
        index("routes/admin/index.tsx"),
        route("users", "routes/admin/users/index.tsx"),
        route("users/new", "routes/admin/users/new.tsx"),
        route("users/export", "routes/admin/users/export.ts"),
        route("users/:userId", "routes/admin/users/$userId/index.tsx"),
        route("users/:userId/sign-in", "routes/admin/users/$userId/sign-in.tsx"),
        route("users/:userId/access", "routes/admin/users/$userId/access.tsx"),
        route("organizations", "routes/admin/organizations/index.tsx"),
        route("organizations/:organizationId", "routes/admin/organizations/$organizationId.tsx"),
        route("settings", "routes/admin/settings.tsx"),
        route("audit-log", "routes/admin/audit-log.tsx"),
        route("audit-log/export", "routes/admin/audit-log.export.ts"),
        route("webhooks", "routes/admin/webhooks/index.tsx"),
        route("webhooks/new", "routes/admin/webhooks/new.tsx"),
        route("webhooks/:endpointId", "routes/admin/webhooks/$endpointId.tsx"),
        route(
          "webhooks/:endpointId/deliveries/:deliveryId",
          "routes/admin/webhooks/$endpointId.deliveries.$deliveryId.tsx",
        ),
      ]),
    ),
  ]),
  route("sign-out", "routes/sign-out.ts"),

  layout("routes/outbox/layout.tsx", [
    route("outbox", "routes/outbox/index.tsx"),
    route("outbox.json", "routes/outbox/json.ts"),
    route("outbox/templates", "routes/outbox/templates.tsx"),
  ]),

  route("theme", "routes/theme.ts"),
  route("avatars/:key", "routes/avatars/$key.ts"),
  route("api/auth/*", "routes/api/auth/$.ts"),
  route("api/health", "routes/api/health.ts"),
  route("api/housekeeping", "routes/api/housekeeping.ts"),
  ...prefix(".well-known", [
    route("change-password", "routes/well-known/change-password.ts"),
    route("passkey-endpoints", "routes/well-known/passkey-endpoints.ts"),
    route("security.txt", "routes/well-known/security-txt.ts"),
  ]),
  route("*", "routes/not-found.tsx"),
] satisfies RouteConfig;
