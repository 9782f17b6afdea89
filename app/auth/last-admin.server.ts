import type { drizzleAdapter } from "better-auth/adapters/drizzle";
import { APIError } from "better-auth/api";
import { adminErrors } from "./plugins/admin-errors.server";

type AdapterMaker = ReturnType<typeof drizzleAdapter>;

/** Makes an adapter that says in words, as `LAST_ADMIN`, what the trigger that keeps the last admin refuses. */
export function keepLastAdmin(makeAdapter: AdapterMaker): AdapterMaker {
  return (options) => {
    const adapter = makeAdapter(options);
    const { update, delete: remove } = adapter;
    // The same object, for better-auth knows its adapter by identity.
    return Object.assign(adapter, {
      update: (asked: Parameters<typeof update>[0]) => update(asked).catch(inWords),
      delete: (asked: Parameters<typeof remove>[0]) => remove(asked).catch(inWords),
    });
  };
}

function inWords(error: unknown): never {
  for (let cause = error; cause instanceof Error; cause = cause.cause)
    if (cause.message.includes("LAST_ADMIN")) throw new APIError("BAD_REQUEST", adminErrors.LAST_ADMIN);
  throw error;
}
