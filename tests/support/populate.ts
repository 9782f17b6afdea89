import { join } from "./people";
import { change, userIdOf } from "./records";
import { joinWithTwoFactor } from "./two-factor";

/** A row with something in every column, where a test has not made one by hand. */
async function fill(table: string, values: Record<string, string | number>) {
  const [names, marks] = [Object.keys(values), Object.keys(values).map(() => "?")];
  await change(
    `insert into "${table}" (${names.join(", ")}) values (${marks.join(", ")})`,
    ...Object.values(values),
  );
}

/** Two people and an organization with at least one row in every table that moves. */
export async function populate() {
  const { person } = await joinWithTwoFactor();
  const other = await join();
  const [ada, bob] = [await userIdOf(person.email), await userIdOf(other.email)];
  const at = Date.now();
  await fill("account", {
    ...{ id: "acc-1", account_id: "g'1", provider_id: "google", user_id: ada, access_token: "sealed\nüber" },
    ...{ scope: "openid", access_token_expires_at: at, created_at: at, updated_at: at },
  });
  await fill("passkey", {
    ...{ id: "pk-1", name: "Phone", public_key: "pk", user_id: ada, credential_id: "cred", counter: 7 },
    ...{ device_type: "multiDevice", backed_up: 1, transports: "internal", created_at: at, aaguid: "x" },
  });
  await fill("passkey_use", { passkey_id: "pk-1", last_used_at: at });
  await change("delete from profile");
  await fill("profile", { user_id: ada, bio: 'Said "no"; --', website: "https://example.com" });
  await fill("email_change", {
    ...{ token_hash: "t", user_id: ada, old_email: "old@example.com", new_email: person.email },
    expires_at: at,
  });
  await fill("organization", { id: "org", name: "Engines", slug: "engines", created_at: at });
  await fill("organization_role", {
    ...{ id: "role", organization_id: "org", role: "lead", permission: "{}", created_at: at },
  });
  await fill("team", { id: "team", name: "T", member_count: 1, organization_id: "org", created_at: at });
  await fill("member", { id: "m1", organization_id: "org", user_id: ada, role: "owner", created_at: at });
  await fill("member", {
    id: "m2",
    organization_id: "org",
    user_id: bob,
    role: "admin,lead",
    created_at: at,
  });
  await fill("team_member", { id: "tm", team_id: "team", user_id: bob, membership_key: "k", created_at: at });
  await fill("invitation", {
    ...{ id: "inv", organization_id: "org", email: "c@example.com", role: "member", expires_at: at },
    ...{ created_at: at, inviter_id: ada },
  });
  await fill("organization_domain", {
    ...{
      id: "dom",
      organization_id: "org",
      domain: "example.com",
      challenge: "c",
      verified_at: at,
      created_at: at,
    },
  });
  await fill("join_request", { id: "jr", organization_id: "org", user_id: bob, created_at: at });
  await fill("organization_activity", {
    ...{ id: "oa", organization_id: "org", at, actor_id: ada, actor_name: "Ada", event: "created" },
  });
  await fill("sign_up_invitation", {
    ...{
      address: "d@example.com",
      token_hash: "h",
      proves_address: 0,
      invited_by: ada,
      created_at: at,
      expires_at: at,
    },
  });
  return { person, other };
}
