import { APIError, createAuthEndpoint, sensitiveSessionMiddleware } from "better-auth/api";
import { z } from "zod";
import { addMember } from "../../db/member-changes.server";
import { personToAdd } from "../../db/members.server";
import { memberAdded } from "../../email/member-added";
import { inBackground, requestHeaders } from "../../request-scope.server";
import { countAttempt } from "../attempts.server";
import type { AuthServices } from "../auth.server";
import { whoAsked } from "../device.server";
import { mayDo, mayGive, roleNames, unknownRoles } from "../permissions";
import { refuseOver } from "./attempt-limits.server";
import { involved } from "./member-endpoints.server";
import { organizationErrors as errors } from "./organization-errors.server";

/** Whoever may add people can ask whether an address has an account here: not often (decision 20). */
const triesPerPerson = { max: 30, windowSeconds: 60 * 60 };

/** Makes somebody who has an account a member at once; they are told by mail. better-auth's own is for the server alone. */
export function addMemberEndpoint({ env, db, sendEmail }: AuthServices) {
  const { APP_NAME: appName, BETTER_AUTH_URL: baseUrl, MEMBERS_PER_ORGANIZATION: max } = env;
  return {
    addExistingUser: createAuthEndpoint(
      "/organization/add-member",
      {
        method: "POST",
        body: z.object({
          /** An e-mail address or a username. */
          email: z.string(),
          role: z.union([z.string(), z.array(z.string())]),
          organizationId: z.string().optional(),
        }),
        requireHeaders: true,
        use: [sensitiveSessionMiddleware],
      },
      async (ctx) => {
        const { email: login, organizationId } = ctx.body;
        const { actor, ownRoles } = await involved(db, ctx, { organizationId });
        const role = [...new Set(roleNames([ctx.body.role].flat().join(",")))].join(",");
        if (!role || unknownRoles(role, ownRoles).length > 0)
          throw new APIError("BAD_REQUEST", errors.ROLE_NOT_FOUND);
        if (!mayDo(actor.role, ownRoles, { member: ["create"] }))
          throw new APIError("FORBIDDEN", errors.YOU_ARE_NOT_ALLOWED_TO_INVITE_USERS_TO_THIS_ORGANIZATION);
        if (!mayGive(actor.role, ownRoles, role))
          throw new APIError("FORBIDDEN", errors.YOU_ARE_NOT_ALLOWED_TO_INVITE_USER_WITH_THIS_ROLE);
        const key = `${ctx.path}|person|${actor.userId}`;
        refuseOver(await countAttempt(db, [{ key, ...triesPerPerson }]), ctx.path);
        const { person, isMember, organization } = await personToAdd(db, actor.organizationId, login);
        if (!person || !organization) throw new APIError("BAD_REQUEST", errors.NOBODY_TO_ADD);
        const member = isMember ? undefined : await addMember(db, { actor, person, role, max });
        if (!member)
          throw isMember
            ? new APIError("BAD_REQUEST", errors.USER_IS_ALREADY_A_MEMBER_OF_THIS_ORGANIZATION)
            : new APIError("FORBIDDEN", errors.ORGANIZATION_MEMBERSHIP_LIMIT_REACHED);
        const facts = { to: person.email, appName, baseUrl, who: whoAsked(requestHeaders()) };
        const by = ctx.context.session.user.name;
        inBackground(sendEmail(memberAdded({ ...facts, by, role, ...organization })));
        return ctx.json({ member });
      },
    ),
  };
}
