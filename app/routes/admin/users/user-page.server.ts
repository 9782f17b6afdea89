import type { RouterContextProvider } from "react-router";
import { href } from "react-router";
import { isAdmin } from "~/auth/admin-role";
import { ownAddress } from "~/auth/placeholder-email";
import { listProviders } from "~/auth/providers.server";
import { databaseContext, documentContext, envContext, sessionContext } from "~/context";
import type { ListedUser } from "~/db/listed-user.server";
import { listUsers } from "~/db/users.server";
import { momentsIn } from "~/moments";
import { placeIn, userFilterOf, userQueryOf, userSearchOf } from "./components/user-query";
import type { UserInTable } from "./components/user-table";

const perPage = 50;

/** How many people are looked at for one page, where no index knows who is on it. */
const lookAt = 2500;

/** What the list of people shows: those whom the address asks for. */
export async function userPage(url: URL, context: Readonly<RouterContextProvider>) {
  const query = userQueryOf(url);
  const after = placeIn(url, query);
  const { users, next, isCut } = await listUsers(context.get(databaseContext), {
    filter: userFilterOf(query),
    sort: query.sort,
    after,
    limit: perPage,
    lookAt,
  });
  const areSelected = url.searchParams.get("select") === "page";
  const all = href("/admin/users");
  const place: Record<string, string> = after ? { after: JSON.stringify(after) } : {};
  const reader = context.get(documentContext);
  return {
    query,
    ways: [
      { id: "credential", name: "Password" },
      ...listProviders(context.get(envContext)),
      { id: "passkey", name: "Passkey" },
    ],
    users: users.map((user) => shown(user, momentsIn(reader), context.get(sessionContext).user.id)),
    areSelected,
    lookedAt: isCut ? new Intl.NumberFormat(reader.locale).format(lookAt) : undefined,
    links: {
      here: url.search,
      isFiltered: userSearchOf({ ...query, sort: "created" }) !== "",
      exportAll: href("/admin/users/export") + userSearchOf(query),
      select: all + userSearchOf(query, { ...place, ...(areSelected ? {} : { select: "page" }) }),
      first: after && all + userSearchOf(query),
      next: next && all + userSearchOf(query, { after: JSON.stringify(next) }),
    },
  };
}

function shown(user: ListedUser, moment: ReturnType<typeof momentsIn>, selfId: string): UserInTable {
  const { id, name, email, role, state, banExpires, hasTwoFactor, createdAt, lastUsedAt } = user;
  return {
    id,
    name,
    email: ownAddress(email),
    isAdmin: isAdmin(role),
    state,
    banEnds: state === "banned" && banExpires ? moment(banExpires) : undefined,
    hasTwoFactor,
    created: moment(createdAt),
    lastUsed: lastUsedAt ? moment(lastUsedAt) : undefined,
    isSelf: id === selfId,
  };
}
