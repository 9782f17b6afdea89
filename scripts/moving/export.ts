import type { Row } from "./entry";
import { format, lineOf } from "./latchkey";
import { type Belonging, ofOrganization, ofUser } from "./tables";
import { literal, type Target } from "./target";

/** People, or organizations, that are read at once: what memory holds. */
const perPage = { user: 2_000, organization: 100, sign_up_invitation: 2_000 };

/** Everything that moves, as lines of the format `latchkey-1`, page by page. */
export async function* exportFrom(target: Target): AsyncGenerator<string> {
  yield JSON.stringify({ format, exportedAt: new Date().toISOString() });
  yield* entries(target, "user", "id", ofUser);
  yield* entries(target, "organization", "id", ofOrganization);
  yield* entries(target, "sign_up_invitation", "address", []);
}

async function* entries(
  target: Target,
  type: keyof typeof perPage,
  key: string,
  belongings: Belonging[],
): AsyncGenerator<string> {
  const limit = perPage[type];
  for (let after = ""; ; ) {
    const page = `from "${type}" where ${key} > ${literal(after)} order by ${key} limit ${limit}`;
    const queries = belongings.map((belonging) => belongingQuery(belonging, type, page));
    const [heads = [], ...lists] = await target.read(`select * ${page}`, ...queries);
    const byHead = lists.map((rows) => grouped(rows));
    for (const head of heads) {
      const own = belongings.map(({ table }, index): [string, Row[]] => [
        table,
        byHead[index]?.get(String(head[key])) ?? [],
      ]);
      yield lineOf(type, head, own);
    }
    if (heads.length < limit) return;
    after = String(heads.at(-1)?.[key]);
  }
}

/** The rows of a table that belong to a page, each with whose it is. */
function belongingQuery({ table, key, via }: Belonging, type: string, page: string): string {
  const owners = `(select id ${page})`;
  if (!via)
    return `select t.*, t.${key} as "${owner}" from "${table}" t where t.${key} in ${owners} order by t.rowid`;
  const join = `join "${via}" v on v.id = t.${key}`;
  return `select t.*, v.${type}_id as "${owner}" from "${table}" t ${join} where v.${type}_id in ${owners} order by t.rowid`;
}

/** Under a name that no table has. */
const owner = "belongs to";

function grouped(rows: Row[]): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const { [owner]: head, ...row } of rows) {
    const group = groups.get(String(head));
    if (group) group.push(row);
    else groups.set(String(head), [row]);
  }
  return groups;
}
