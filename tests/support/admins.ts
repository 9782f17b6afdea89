import { join, newPerson, signIn } from "./people";
import { change, row } from "./records";
import { newVisitor } from "./visitor";

/** Somebody who looks after the deployment. Their signed copy of the session says so at once. */
export async function joinAsAdmin(name = "Grace Hopper") {
  const person = await join(newPerson(name));
  await change("update user set role = 'admin' where email = ?", person.email);
  await person.visitor.visit("/api/auth/get-session?disableCookieCache=true");
  return person;
}

/** Signs in again, in a new browser: after a time that a session does not last. */
export async function comeBack(person: Awaited<ReturnType<typeof join>>) {
  const visitor = newVisitor();
  await signIn(visitor, person);
  return { ...person, visitor };
}

/** As a deployment is that nobody looks after: the trigger that keeps the last admin is away meanwhile. */
export async function withoutAdmins() {
  const trigger = await row<{ sql: string }>(
    "select sql from sqlite_master where name = 'user_last_admin_keeps_role'",
  );
  await change("drop trigger user_last_admin_keeps_role");
  await change("update user set role = null where role is not null");
  await change(trigger?.sql ?? "");
}

/** As if the proof of this person had been longer ago; sessions in a cookie are older with the next look. */
export async function ageProof(person: Awaited<ReturnType<typeof join>>, minutes: number) {
  const ago = minutes * 60 * 1000;
  const whose = "user_id = (select id from user where email = ?)";
  await change(`update session set created_at = created_at - ? where ${whose}`, ago, person.email);
  await person.visitor.visit("/api/auth/get-session?disableCookieCache=true");
}
