import type { drizzleAdapter } from "better-auth/adapters/drizzle";

type AdapterMaker = ReturnType<typeof drizzleAdapter>;
type Adapter = ReturnType<AdapterMaker>;
type Where = NonNullable<Parameters<Adapter["count"]>[0]["where"]>[number];
type Row = Record<string, unknown>;

/** D1 binds 100 values in a statement; the rest is for the other conditions. */
const longestList = 90;

/** What better-auth answers at most where nothing is said. */
const usualLimit = 100;

/**
 * Makes an adapter whose lists (`in`) may be of any length: a long one is asked for in parts, which D1 takes. Order,
 * offset and limit are those of the whole.
 */
export function splitLongLists(makeAdapter: AdapterMaker): AdapterMaker {
  return (options) => {
    const adapter = makeAdapter(options);
    const { findMany, count, updateMany, deleteMany } = adapter;
    const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0);
    // The same object, for better-auth knows its adapter by identity.
    return Object.assign(adapter, {
      findMany: async <T>(asked: Parameters<typeof findMany>[0]): Promise<T[]> => {
        const parts = inParts(asked.where);
        if (!parts) return findMany<T>(asked);
        const { sortBy, offset = 0, limit = usualLimit } = asked;
        const select = asked.select && sortBy ? [...new Set([...asked.select, sortBy.field])] : asked.select;
        const rows: T[] = [];
        for (const where of parts) {
          // Without an order any rows will do, so enough is enough.
          if (!sortBy && rows.length >= offset + limit) break;
          rows.push(...(await findMany<T>({ ...asked, select, where, offset: 0, limit: offset + limit })));
        }
        if (sortBy) rows.sort(orderOf(sortBy));
        return rows.slice(offset, offset + limit);
      },
      count: async (asked: Parameters<typeof count>[0]) => {
        const parts = inParts(asked.where);
        return parts ? sum(await inTurn(parts, (where) => count({ ...asked, where }))) : count(asked);
      },
      updateMany: async (asked: Parameters<typeof updateMany>[0]) => {
        const parts = inParts(asked.where);
        return parts
          ? sum(await inTurn(parts, (where) => updateMany({ ...asked, where })))
          : updateMany(asked);
      },
      deleteMany: async (asked: Parameters<typeof deleteMany>[0]) => {
        const parts = inParts(asked.where);
        return parts
          ? sum(await inTurn(parts, (where) => deleteMany({ ...asked, where })))
          : deleteMany(asked);
      },
    });
  };
}

/** The conditions once for each part of a list that is too long; nothing where there is none. */
function inParts(where: Where[] | undefined): Where[][] | undefined {
  const long = where?.find(({ operator, value }) => operator === "in" && lengthOf(value) > longestList);
  // With an alternative to it, parts would answer some rows twice.
  if (!where || !long || where.some(({ connector }) => connector === "OR")) return undefined;
  const values = [...new Set(long.value as string[])];
  const parts: Where[][] = [];
  for (let start = 0; start < values.length; start += longestList) {
    const value = values.slice(start, start + longestList);
    parts.push(where.map((condition) => (condition === long ? { ...condition, value } : condition)));
  }
  return parts;
}

function lengthOf(value: unknown): number {
  return Array.isArray(value) ? value.length : 0;
}

async function inTurn<T>(parts: Where[][], work: (where: Where[]) => Promise<T>): Promise<T[]> {
  const results: T[] = [];
  for (const where of parts) results.push(await work(where));
  return results;
}

/** As SQLite orders: nothing before numbers and texts. */
function orderOf({ field, direction }: { field: string; direction: "asc" | "desc" }) {
  const sign = direction === "desc" ? -1 : 1;
  return (a: unknown, b: unknown) => sign * compare((a as Row)[field], (b as Row)[field]);
}

function compare(a: unknown, b: unknown): number {
  if (a == null || b == null) return Number(a != null) - Number(b != null);
  if (a === b) return 0;
  return (a as string) < (b as string) ? -1 : 1;
}
