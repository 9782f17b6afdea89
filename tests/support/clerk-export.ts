import { otherHashes } from "./other-hashes";

const header =
  "id,first_name,last_name,username,primary_email_address,primary_phone_number,verified_email_addresses,unverified_email_addresses,verified_phone_numbers,unverified_phone_numbers,totp_secret,password_digest,password_hasher";

/** Hashes as Clerk names their kinds. */
const clerkHashes = Object.values(otherHashes).filter(({ hasher }) => hasher);

/** Somebody in a made export of Clerk, with the password that opens their hash. */
export interface ClerkUser {
  id: string;
  email: string;
  password: string;
  hasher: string;
}

/** What Clerk hands out for `count` users: the dashboard's CSV, the API's JSON, and who they are. */
export function clerkExport(count: number) {
  const run = crypto.randomUUID().slice(0, 8);
  const users = Array.from({ length: count }, (_, index) => {
    const {
      digest,
      password,
      hasher = "",
    } = clerkHashes[index % clerkHashes.length] ?? { digest: "", password: "" };
    return {
      id: `user_${run}_${index}`,
      email: `clerk-${run}-${index}@example.com`,
      digest,
      password,
      hasher,
    };
  });
  const csv = users.map(
    ({ id, email, digest, hasher }, index) =>
      `${id},Ada,"Lovelace, ${index}",u${run}${index},${email},,${email},,,,,"${digest}",${hasher}`,
  );
  const admin = users[0]?.id;
  const json = {
    users: users.map(({ id, email }, index) => ({
      id,
      email_addresses: [{ id: `idn_${id}`, email_address: email, verification: { status: "verified" } }],
      primary_email_address_id: `idn_${id}`,
      external_accounts:
        index % 2 ? [] : [{ provider: "oauth_google", provider_user_id: `google-${id}`, verification: null }],
      created_at: 1_700_000_000_000 + index,
    })),
    organizations: [
      { id: `org_${run}`, name: "Engines", slug: `engines-${run}`, created_at: 1_700_000_000_000 },
    ],
    organization_memberships: users.map(({ id }) => ({
      id: `orgmem_${id}`,
      role: id === admin ? "org:admin" : "org:member",
      organization: { id: `org_${run}` },
      public_user_data: { user_id: id },
    })),
  };
  const files = [
    { name: "users.csv", text: [header, ...csv].join("\n") },
    { name: "clerk.json", text: JSON.stringify(json, null, 2) },
  ];
  return { files, users: users satisfies ClerkUser[], organizationId: `org_${run}` };
}

/** Of each kind of hash one user. */
export function oneOfEachKind(users: ClerkUser[]): [hasher: string, user: ClerkUser][] {
  return [...new Map(users.toReversed().map((user) => [user.hasher, user]))];
}
