import { expect } from "vitest";
import { addPasskey, newAuthenticator } from "./authenticator";
import { join } from "./people";
import { rows, userIdOf } from "./records";

/** Somebody who has joined and added a passkey, with the device that holds it. */
export async function joinWithPasskey() {
  const { visitor, ...person } = await join();
  const device = newAuthenticator();
  expect((await addPasskey(visitor, device)).status).toBe(201);
  return { visitor, person, device };
}

/** The ids of an account's passkeys, oldest first. */
export async function idsOf(email: string) {
  const found = await rows<{ id: string }>(
    "select id from passkey where user_id = ? order by rowid",
    await userIdOf(email),
  );
  return found.map(({ id }) => id);
}
