import type { SQL } from "drizzle-orm";
import { removeAvatar } from "../avatars/store.server";
import { deleteOrganization } from "../db/member-changes.server";
import { organizationForDeletion } from "../db/ownership.server";
import { organizationDeleted } from "../email/organization-deleted";
import { inBackground, requestHeaders } from "../request-scope.server";
import { recordAudit } from "./audit.server";
import type { AuthServices } from "./auth.server";
import { whoAsked } from "./device.server";
import { ownAddress } from "./placeholder-email";

interface Ending {
  organizationId: string;
  /** True in the database while whoever asks may do it. */
  allowed: SQL | undefined;
  by: { id: string; name: string };
}

/**
 * Deletes an organization and its logo, notes who did, and tells its owners. Answers with what it was; nothing when it
 * was gone already, or is no longer `allowed`.
 */
export async function endOrganization(
  { env, db, sendEmail }: Pick<AuthServices, "env" | "db" | "sendEmail">,
  { organizationId, allowed, by }: Ending,
) {
  const { organization, owners } = await organizationForDeletion(db, organizationId);
  if (!organization || !(await deleteOrganization(db, organizationId, allowed))) return undefined;
  if (env.AVATARS) inBackground(removeAvatar(env.AVATARS, organization.logo));
  recordAudit(db, {
    event: "organization-deleted",
    actor: { id: by.id },
    subject: { type: "organization", id: organization.id, name: organization.slug },
  });
  const facts = {
    appName: env.APP_NAME,
    baseUrl: env.BETTER_AUTH_URL,
    who: whoAsked(requestHeaders()),
    organization: organization.name,
    by: by.name,
  };
  for (const to of owners.flatMap(({ email }) => ownAddress(email) ?? []))
    inBackground(sendEmail(organizationDeleted({ ...facts, to })));
  return organization;
}
