import { env } from "cloudflare:test";
import { change } from "./records";

const minuteMs = 60_000;

/**
 * Fills the database with people, from one number up to another, by SQL alone. Of 100, three are guests, two banned, ten
 * not confirmed, twenty with a second factor, ten with Google and two with a passkey; of 1,000, one is an admin. Each
 * hundred has a last name of its own.
 */
export async function seedPeople(from: number, to: number) {
  const numbers = `with recursive n(i) as (select ${from} union all select i + 1 from n where i < ${to})`;
  const start = Date.UTC(2025, 0, 1);
  await change(
    `insert into user (id, name, email, email_verified, created_at, updated_at, username, phone_number, role, banned,
       ban_reason, is_anonymous, two_factor_enabled)
     ${numbers}
     select printf('seed%06d', i), printf('Seeded%05d Family%04d', i, i / 100), printf('seed%06d@d%04d.example', i, i / 100),
       i % 100 >= 10, ${start} + i * ${minuteMs}, ${start} + i * ${minuteMs}, printf('seeded_%06d', i),
       printf('+1777%07d', i), iif(i % 1000 = 500, 'admin', null), i % 100 in (20, 70), iif(i % 100 in (20, 70), 'seeded', null),
       i % 100 in (30, 31, 32), i % 5 = 0
     from n`,
  );
  await env.DB.batch([
    env.DB.prepare(
      `insert into account (id, account_id, provider_id, user_id, created_at, updated_at)
       ${numbers}
       select printf('account%06d', i), printf('seed%06d', i), iif(i % 10 = 1, 'google', 'credential'),
         printf('seed%06d', i), ${start}, ${start} from n`,
    ),
    env.DB.prepare(
      `insert into passkey (id, public_key, user_id, credential_id, counter, device_type, backed_up)
       ${numbers}
       select printf('passkey%06d', i), 'k', printf('seed%06d', i), printf('passkey%06d', i), 0, 'multiDevice', 1
       from n where i % 50 = 7`,
    ),
    env.DB.prepare(
      `insert into last_seen (user_id, at) ${numbers}
       select printf('seed%06d', i), ${start} + i * ${minuteMs} + 1 from n where i % 3 > 0`,
    ),
  ]);
}
