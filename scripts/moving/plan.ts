import type { Contents } from "./contents";
import { type Entry, headOf, type Row, rowsOf } from "./entry";

/** What becomes of an entry: it is written, it is there already, or it is refused. */
export type Decision = { write: Entry } | { isThere: true } | { refused: string };

/** Decides about an entry, and counts what will be written among the contents. */
export function decide(contents: Contents, entry: Entry): Decision {
  const { table } = headOf(entry);
  if (table === "user") return decidePerson(contents, entry);
  if (table === "organization") return decideOrganization(contents, entry);
  const { row } = headOf(entry);
  if (contents.invited.has(String(row.address))) return { isThere: true };
  contents.invited.set(String(row.address), String(row.address));
  return { write: { ...entry, rows: [[table, withKnownPeople(contents, row)]] } };
}

/** Nothing of an account that is there changes, and no two become one: not by a confirmed address either. */
function decidePerson(contents: Contents, entry: Entry): Decision {
  const { row } = headOf(entry);
  const [id, email] = [String(row.id), String(row.email)];
  const known = contents.users.get(id);
  if (contents.arrived.has(id)) return { refused: `its id or address stands in the file a second time` };
  if (known === email) return { isThere: true };
  if (known) return { refused: `its id ${id} is that of an account with another address` };
  if (contents.emails.has(email)) return { refused: `its address ${email} belongs to another account` };
  const keeper = contents.reserved.get(email);
  if (keeper && keeper !== id)
    return { refused: `its address ${email} is kept for another account for some days` };
  const notes = [...entry.notes];
  const user = { ...row };
  const isFree = (taken: Map<string, string>, value: string) => !taken.has(value);
  if (user.username && !isFree(contents.usernames, String(user.username))) {
    notes.push(`its username ${user.username}: it belongs to another account`);
    Object.assign(user, { username: null, display_username: null });
  }
  if (user.phone_number && !isFree(contents.phones, String(user.phone_number))) {
    if (email.endsWith(".invalid"))
      return { refused: `its phone number ${user.phone_number} belongs to another account` };
    notes.push(`its phone number ${user.phone_number}: it belongs to another account`);
    Object.assign(user, { phone_number: null, phone_number_verified: null });
  }
  const rows = entry.rows.slice(1).filter(([table, { provider_id, account_id }]) => {
    if (table !== "account" || isFree(contents.links, `${provider_id}:${account_id}`)) return true;
    notes.push(`its connection with ${provider_id}: it belongs to another account`);
    return false;
  });
  contents.arrived.add(id);
  contents.users.set(id, email);
  contents.emails.set(email, id);
  if (user.username) contents.usernames.set(String(user.username), id);
  if (user.phone_number) contents.phones.set(String(user.phone_number), id);
  for (const account of rowsOf({ ...entry, rows }, "account"))
    contents.links.set(`${account.provider_id}:${account.account_id}`, id);
  return { write: { at: entry.at, notes, rows: [["user", user], ...rows] } };
}

function decideOrganization(contents: Contents, entry: Entry): Decision {
  const { row } = headOf(entry);
  const [id, slug] = [String(row.id), String(row.slug)];
  if (contents.organizations.has(id)) return { isThere: true };
  if (contents.slugs.has(slug)) return { refused: `its short name ${slug} belongs to another organization` };
  const notes = [...entry.notes];
  const rows = entry.rows.filter(([table, { user_id, inviter_id }]) => {
    const person = user_id ?? inviter_id;
    if (typeof person !== "string" || contents.users.has(person)) return true;
    notes.push(`a row of ${table}: the account ${person} is not here`);
    return false;
  });
  const members = rowsOf({ ...entry, rows }, "member");
  if (!members.some(({ role }) => String(role).split(",").includes("owner")))
    return { refused: "nobody in it who is here would be its owner" };
  contents.organizations.set(id, slug);
  contents.slugs.set(slug, id);
  const isWhole = rows.length === entry.rows.length;
  const kept = rows.map(([table, each]): [string, Row] => {
    const known = withKnownPeople(contents, each);
    if (table !== "team" || isWhole) return [table, known];
    const count = rows.filter(([name, other]) => name === "team_member" && other.team_id === each.id).length;
    return [table, { ...known, member_count: count }];
  });
  return { write: { at: entry.at, notes, rows: kept } };
}

/** Who did something is kept only while they are here. */
function withKnownPeople({ users }: Contents, row: Row): Row {
  const gone = ["actor_id", "invited_by"].filter((key) => row[key] && !users.has(String(row[key])));
  return { ...row, ...Object.fromEntries(gone.map((key) => [key, null])) };
}
