import type { drizzleAdapter } from "better-auth/adapters/drizzle";
import { APIError } from "better-auth/api";

type AdapterMaker = ReturnType<typeof drizzleAdapter>;

/**
 * Makes an adapter that says in better-auth's words that a slug is taken. better-auth looks first and writes later: of
 * two requests at once the second is refused by the table alone.
 */
export function refuseTakenSlugs(makeAdapter: AdapterMaker): AdapterMaker {
  return (options) => {
    const adapter = makeAdapter(options);
    const { create, update } = adapter;
    // The same object, for better-auth knows its adapter by identity.
    return Object.assign(adapter, {
      create: (asked: Parameters<typeof create>[0]) =>
        create(asked).catch(refusedWith("ORGANIZATION_ALREADY_EXISTS")),
      update: (asked: Parameters<typeof update>[0]) =>
        update(asked).catch(refusedWith("ORGANIZATION_SLUG_ALREADY_TAKEN")),
    });
  };
}

const refusals = {
  ORGANIZATION_ALREADY_EXISTS: "Organization already exists",
  ORGANIZATION_SLUG_ALREADY_TAKEN: "Organization slug already taken",
};

function refusedWith(code: keyof typeof refusals) {
  return (error: unknown): never => {
    for (let cause = error; cause instanceof Error; cause = cause.cause)
      if (cause.message.includes("UNIQUE constraint failed: organization.slug"))
        throw new APIError("BAD_REQUEST", { code, message: refusals[code] });
    throw error;
  };
}
