import { linkTo } from "./mailbox";
import { makeOrganization } from "./organizations";
import { join, newPerson } from "./people";
import { row } from "./records";
import { newVisitor } from "./visitor";

/** Somebody is invited by the owner of a new organization; answers with the link of the mail. */
export async function invite(
  email: string,
  { role = "member", settings }: { role?: string; settings?: object } = {},
) {
  const owner = await join(
    newPerson("Charles Babbage"),
    newVisitor({ settings: { ...settings, SIGN_UP: "open" } }),
  );
  const slug = await makeOrganization(owner.visitor, "Difference Engines");
  await owner.visitor.submit(`/organizations/${slug}/invitations`, { emails: email, role });
  const link = await linkTo(email, /invites you/);
  const { pathname } = new URL(link, "http://localhost");
  return { owner, slug, link, path: pathname, id: pathname.split("/").at(-1) ?? "" };
}

/** A page that leads back to the link afterwards. */
export const at = (path: string, link: string) => `${path}?${new URLSearchParams({ returnTo: link })}`;
/** Whether the address of an account is confirmed. */
export const isVerified = (email: string) => row("select email_verified from user where email = ?", email);
