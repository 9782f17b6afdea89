import { env } from "cloudflare:test";

/** One row straight from the database, for what no page shows. */
export async function row<T = Record<string, unknown>>(
  query: string,
  ...values: unknown[]
): Promise<T | null> {
  return env.DB.prepare(query)
    .bind(...values)
    .first<T>();
}

export async function rows<T = Record<string, unknown>>(query: string, ...values: unknown[]): Promise<T[]> {
  return (
    await env.DB.prepare(query)
      .bind(...values)
      .all<T>()
  ).results;
}

export async function change(query: string, ...values: unknown[]): Promise<void> {
  await env.DB.prepare(query)
    .bind(...values)
    .run();
}

export async function userIdOf(email: string): Promise<string> {
  const user = await row<{ id: string }>("select id from user where email = ?", email);
  return user?.id ?? "";
}
