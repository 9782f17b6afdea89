import { readAll, type Target } from "./target";

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
  await readAll(target, [
    {
      query: "select id, email, username, phone_number from user",
      key: "id",
      take: ({ id, email, username, phone_number }) => {
        users.set(String(id), String(email));
        emails.set(String(email), String(id));
        if (username) usernames.set(String(username), String(id));
        if (phone_number) phones.set(String(phone_number), String(id));
      },
    },
    {
      query: "select id, provider_id, account_id, user_id from account where provider_id <> 'credential'",
      key: "id",
      take: ({ provider_id, account_id, user_id }) =>
        links.set(`${provider_id}:${account_id}`, String(user_id)),
    },
    {
      query: "select id, slug from organization",
      key: "id",
      take: ({ id, slug }) => {
        organizations.set(String(id), String(slug));
        slugs.set(String(slug), String(id));
      },
    },
    {
      query: `select token_hash, old_email, user_id from email_change where expires_at > ${Date.now()}`,
      key: "token_hash",
      take: ({ old_email, user_id }) => reserved.set(String(old_email), String(user_id)),
    },
    {
      query: "select address from sign_up_invitation",
      key: "address",
      take: ({ address }) => invited.set(String(address), String(address)),
    },
  ]);
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
