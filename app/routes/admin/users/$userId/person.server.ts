import { data, type RouterContextProvider } from "react-router";
import { isAdmin } from "~/auth/admin-role";
import { ownAddress } from "~/auth/placeholder-email";
import { isFresh } from "~/auth/sessions.server";
import { avatarOf } from "~/avatars/store.server";
import { documentContext, envContext, sessionContext } from "~/context";
import type { PersonRow } from "~/db/person.server";
import { momentsIn } from "~/moments";

/** A person in words; throws 404 where there is none. */
export function personFacts(person: PersonRow | undefined, context: Readonly<RouterContextProvider>) {
  if (!person) throw data("Not Found", { status: 404 });
  const { user, session } = context.get(sessionContext);
  const moment = momentsIn(context.get(documentContext));
  const { id, name, emailVerified, username, phoneNumber } = person;
  return {
    id,
    name,
    emailVerified,
    username,
    phoneNumber,
    email: ownAddress(person.email),
    image: avatarOf(context.get(envContext), person.image),
    phoneNumberVerified: person.phoneNumberVerified === true,
    created: moment(person.createdAt),
    lastSeen: person.lastSeenAt ? moment(person.lastSeenAt) : undefined,
    isAdmin: isAdmin(person.role),
    isGuest: person.isAnonymous === true,
    hasSecondFactor: person.twoFactorEnabled === true,
    ban: banOf(person) && {
      reason: person.banReason ?? "",
      end: person.banExpires ? moment(person.banExpires) : undefined,
    },
    isYou: id === user.id,
    /** Whether the admin has proved just now who they are: what cannot be undone asks for it. */
    isProven: isFresh(session),
  };
}

/** What the pages of one person are drawn from. */
export type PersonFacts = ReturnType<typeof personFacts>;

/** A ban that has ended is lifted at the next sign-in, and until then it is still written down. */
function banOf({ banned, banExpires }: PersonRow): boolean {
  return banned === true && (banExpires === null || banExpires.getTime() > Date.now());
}
