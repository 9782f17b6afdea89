import { everyRow, type Target } from "./target";

/** What is in the database, as far as something that moves in could meet it; each by what must be unique, with its owner. */
export interface Contents {
  /** Ids of people who came in by this import. */
  arrived: Set<string>;
  /** E-mail addresses by the id of the user. */
  users: Map<string, string>;
  emails: Map<string, string>;
  usernames: Map<string, string>;
  phones: Map<string, string>;
  /** Addresses that their owner of until lately can take back. */
  reserved: Map<string, string>;
  /** `provider:id` of connections. */
  links: Map<string, string>;
  /** Short names by the id of the organization. */
  organizations: Map<string, string>;
  slugs: Map<string, string>;
  invited: Map<string, string>;
}

export async function contentsOf(target: Target): Promise<Contents> {
  const map = () => new Map<string, string>();
  const [users, emails, usernames, phones, reserved] = [map(), map(), map(), map(), map()];
  const [links, organizations, slugs, invited] = [map(), map(), map(), map()];
  for await (const row of everyRow(target, "select id, email, username, phone_number from user", "id")) {
    const id = String(row.id);
    users.set(id, String(row.email));
    emails.set(String(row.email), id);
    if (row.username) usernames.set(String(row.username), id);
    if (row.phone_number) phones.set(String(row.phone_number), id);
  }
  const accounts =
    "select id, provider_id, account_id, user_id from account where provider_id <> 'credential'";
  for await (const row of everyRow(target, accounts, "id"))
    links.set(`${row.provider_id}:${row.account_id}`, String(row.user_id));
  for await (const { id, slug } of everyRow(target, "select id, slug from organization", "id")) {
    organizations.set(String(id), String(slug));
    slugs.set(String(slug), String(id));
  }
  const changes = "select token_hash, old_email, user_id, expires_at from email_change";
  for await (const row of everyRow(target, changes, "token_hash"))
    if (Number(row.expires_at) > Date.now()) reserved.set(String(row.old_email), String(row.user_id));
  for await (const { address } of everyRow(target, "select address from sign_up_invitation", "address"))
    invited.set(String(address), String(address));
  return {
    arrived: new Set(),
    users,
    emails,
    usernames,
    phones,
    reserved,
    links,
    organizations,
    slugs,
    invited,
  };
}
