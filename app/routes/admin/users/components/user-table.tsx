import { href, Link } from "react-router";
import { Moment } from "~/components/moment";
import { Badge } from "~/components/ui/badge";
import type { Moment as MomentFacts } from "~/moments";
import { stateWords } from "./user-words";

/** Somebody on the list. */
export interface UserInTable {
  id: string;
  name: string;
  /** Nothing for an account that has no address of its own. */
  email: string | undefined;
  isAdmin: boolean;
  state: keyof typeof stateWords;
  /** When the ban ends, if it does. */
  banEnds?: MomentFacts;
  hasTwoFactor: boolean;
  created: MomentFacts;
  lastUsed?: MomentFacts;
  /** Whoever looks: nothing on this page can be done to them. */
  isSelf: boolean;
}

interface UserTableProps {
  users: UserInTable[];
  isTicked(id: string): boolean;
}

const titles = ["Person", "State", "Second factor", "Created", "Last used"];
const cell = "wrap-anywhere sm:table-cell sm:py-3 sm:pr-4 sm:align-top";
const small = `${cell} text-muted-foreground whitespace-nowrap`;

/** A table where there is room, else a card for each person. Its boxes belong to the form around it. */
export function UserTable({ users, isTicked }: UserTableProps) {
  return (
    <table className="block w-full text-sm sm:table">
      <thead className="sr-only sm:not-sr-only sm:table-header-group">
        <tr className="text-left text-muted-foreground">
          <td className="sm:w-8" />
          {titles.map((title) => (
            <th key={title} scope="col" className="pb-2 pr-4 align-bottom font-medium">
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className="block divide-y sm:table-row-group">
        {users.map((user) => (
          <tr key={user.id} className="relative flex flex-wrap gap-x-4 py-3 pl-10 sm:table-row">
            <td className="absolute top-2 left-0 sm:static sm:py-2 sm:align-top">
              {!user.isSelf && <Box {...user} isTicked={isTicked(user.id)} />}
            </td>
            <td className={`basis-full ${cell} sm:w-full`}>
              <Person {...user} />
            </td>
            <td className={cell}>
              <State {...user} />
            </td>
            <td className={small}>
              <span className="sm:hidden">Second factor </span>
              {user.hasTwoFactor ? "On" : "Off"}
            </td>
            <td className={small}>
              <span className="sm:hidden">Created </span>
              <Moment {...user.created} />
            </td>
            <td className={small}>
              <span className="sm:hidden">Last used </span>
              {user.lastUsed ? <Moment {...user.lastUsed} /> : "Never"}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Box({ id, name, email, isTicked }: UserInTable & { isTicked: boolean }) {
  return (
    <label className="-m-2 flex size-11 items-center justify-center sm:m-0 sm:h-8 sm:w-9 sm:justify-start">
      <span className="sr-only">
        Select {name}
        {email && `, ${email}`}
      </span>
      <input
        id={`user-${id}`}
        name={`user.${id}`}
        type="checkbox"
        defaultChecked={isTicked}
        className="size-6 accent-primary"
      />
    </label>
  );
}

function Person({ id, name, email, isAdmin, isSelf }: UserInTable) {
  return (
    <>
      <div className="font-medium">
        <Link to={href("/admin/users/:userId", { userId: id })} className="link">
          {name}
        </Link>{" "}
        {isAdmin && <Badge className="ml-1 text-xs">Admin</Badge>}{" "}
        {isSelf && <Badge className="ml-1 text-xs">You</Badge>}
      </div>
      <div className="text-muted-foreground">{email ?? "No address"}</div>
    </>
  );
}

function State({ state, banEnds }: UserInTable) {
  if (state === "confirmed") return <span className="text-muted-foreground">{stateWords.confirmed}</span>;
  return (
    <>
      <Badge variant={state === "banned" ? "warning" : "default"}>{stateWords[state]}</Badge>
      {banEnds && (
        <div className="text-xs text-muted-foreground">
          ends <Moment {...banEnds} />
        </div>
      )}
    </>
  );
}
