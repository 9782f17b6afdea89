import { newPerson } from "./people";
import { change, row } from "./records";

/** An address that nobody has. */
export const address = () => newPerson().email;

/** The newest invitation to an address. */
export function invitationOf(email: string) {
  return row<{ id: string; status: string }>(
    "select id, status from invitation where email = ? order by created_at desc",
    email,
  ).then((found) => found ?? { id: "", status: "" });
}

/** An invitation whose time is over. */
export function expire(id: string) {
  return change("update invitation set expires_at = ? where id = ?", Date.now() - 60_000, id);
}
