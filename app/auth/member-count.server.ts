import type { drizzleAdapter } from "better-auth/adapters/drizzle";
import type { Database } from "../db/db.server";
import { sizeOf } from "../db/member-listings.server";

type AdapterMaker = ReturnType<typeof drizzleAdapter>;

/**
 * Makes an adapter that knows how many members an organization has without counting them: better-auth asks whenever an
 * invitation is accepted or members are listed.
 */
export function knowSizes(db: Database, makeAdapter: AdapterMaker): AdapterMaker {
  return (options) => {
    const adapter = makeAdapter(options);
    const { count } = adapter;
    // The same object, for better-auth knows its adapter by identity.
    return Object.assign(adapter, {
      count: async (asked: Parameters<typeof count>[0]) => {
        const [organization, ...others] = asked.where ?? [];
        const isWhole =
          asked.model === "member" && organization?.field === "organizationId" && others.length === 0;
        if (!isWhole) return count(asked);
        const [size] = await sizeOf(db, String(organization.value));
        return size?.members ?? 0;
      },
    });
  };
}
