import type { BetterAuthPlugin, GenericEndpointContext } from "better-auth";
import { APIError, createAuthMiddleware } from "better-auth/api";
import { and, eq, isNull } from "drizzle-orm";
import { fetchProviderPicture } from "../../avatars/provider-picture.server";
import { isOwnAvatar, removeAvatar, storeAvatar } from "../../avatars/store.server";
import type { Database } from "../../db/db.server";
import { user as userTable } from "../../db/schema";
import { inBackground, logEvent } from "../../request-scope.server";
import type { AuthServices } from "../auth.server";

const notOwn = { code: "NOT_OWN_PICTURE", message: "A picture has to be uploaded first" } as const;

/**
 * Holds `user.image` to pictures that are kept here, wherever it is written: an address elsewhere would have every viewer's
 * browser tell that place about them. What a provider brings is copied. Comes after other plugins that write people.
 */
export function avatars({ env: { AVATARS: bucket }, db }: Pick<AuthServices, "env" | "db">) {
  /** What a provider brought for an account that is being made, and what a change replaces; by call. */
  const brought = new WeakMap<object, string>();
  const replaced = new WeakMap<object, string>();
  const user = {
    create: {
      before: async (made: Person, ctx: Context) => {
        if (ctx && made.image) brought.set(ctx, made.image);
        return { data: { ...made, image: null } };
      },
      after: async ({ id }: { id: string }, ctx: Context) => {
        const address = ctx && brought.get(ctx);
        if (bucket && address) inBackground(copyPicture({ bucket, db }, id, address));
      },
    },
    update: {
      before: async (change: Person, ctx: Context) => {
        if (change.image === undefined) return;
        const owner = ctx ? whoseProfile(ctx) : undefined;
        const isGood = change.image === null || (owner && (await isOwnAvatar(bucket, owner, change.image)));
        if (owner && !isGood) throw new APIError("BAD_REQUEST", notOwn);
        if (!isGood) return { data: { ...change, image: undefined } };
        const before = owner && (await ctx?.context.internalAdapter.findUserById(owner))?.image;
        if (ctx && before && before !== change.image) replaced.set(ctx, before);
      },
      // Only now: a crash in between leaves a picture that nobody shows, never one that is gone.
      after: async (_changed: unknown, ctx: Context) => {
        const before = ctx && replaced.get(ctx);
        if (bucket && before) inBackground(removeAvatar(bucket, before));
      },
    },
    delete: {
      after: async ({ image }: Person) => {
        if (bucket) inBackground(removeAvatar(bucket, image));
      },
    },
  };
  return {
    id: "avatars",
    init: () => ({ options: { databaseHooks: { user } } }),
    hooks: {
      before: [
        {
          // The answer repeats it where an address is taken, and would tell it from one where it is dropped.
          matcher: ({ path }) => path === "/sign-up/email",
          handler: createAuthMiddleware(async ({ body }) => {
            if (body?.image) throw new APIError("BAD_REQUEST", notOwn);
          }),
        },
      ],
    },
    $ERROR_CODES: { NOT_OWN_PICTURE: notOwn },
  } satisfies BetterAuthPlugin;
}

type Context = GenericEndpointContext | null;
type Person = Record<string, unknown> & { image?: string | null };

/** Whose profile an endpoint changes at the wish of its caller. */
function whoseProfile({ path, context, body }: GenericEndpointContext): string | undefined {
  if (path === "/update-user") return context.session?.user.id;
  return path === "/admin/update-user" ? String(body?.userId) : undefined;
}

interface Places {
  bucket: R2Bucket;
  db: Database;
}

/** For an account that was just made. Not by better-auth: one statement leaves alone what its owner chose meanwhile. */
async function copyPicture({ bucket, db }: Places, userId: string, address: string): Promise<void> {
  try {
    const image = await storeAvatar(bucket, userId, await fetchProviderPicture(address));
    const withoutOne = and(eq(userTable.id, userId), isNull(userTable.image));
    const changed = await db
      .update(userTable)
      .set({ image })
      .where(withoutOne)
      .returning({ id: userTable.id });
    if (changed.length === 0) await removeAvatar(bucket, image);
  } catch (error) {
    logEvent("a provider's picture was not taken", { userId, reason: String(error) });
  }
}
