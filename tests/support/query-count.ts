/**
 * Wraps a D1 binding so that `log` is told the statements of each round trip: a batch is one round trip. Where it answers
 * with a function, that is told how many rows the database read for it; statements that read alone run twice then, as D1
 * does not say it of those that are answered as lists of values.
 */
export function countQueries(
  db: D1Database,
  log: (statements: string[]) => ((rowsRead: number) => void) | undefined,
): D1Database {
  const sqlOf = new WeakMap<object, string>();
  const wrap = (statement: D1PreparedStatement, sql: string): D1PreparedStatement => {
    const proxy = new Proxy(statement, {
      get(target, key) {
        const value = Reflect.get(target, key);
        if (typeof value !== "function") return value;
        if (key === "bind") return (...values: unknown[]) => wrap(target.bind(...values), sql);
        return async (...args: unknown[]) => {
          const read = log([sql]);
          if (!read) return value.apply(target, args);
          const { results, meta } = await target.all<Record<string, unknown>>();
          read(meta.rows_read);
          if (/^select/i.test(sql)) return value.apply(target, args);
          return key === "raw" ? results.map(Object.values) : { results, meta, success: true };
        };
      },
    });
    sqlOf.set(proxy, sql);
    originals.set(proxy, statement);
    return proxy;
  };
  const originals = new WeakMap<object, D1PreparedStatement>();
  return new Proxy(db, {
    get(target, key) {
      if (key === "prepare") return (sql: string) => wrap(target.prepare(sql), sql);
      if (key === "batch")
        return async (statements: D1PreparedStatement[]) => {
          const read = log(statements.map((statement) => sqlOf.get(statement) ?? ""));
          const results = await target.batch(
            statements.map((statement) => originals.get(statement) ?? statement),
          );
          for (const { meta } of results) read?.(meta.rows_read);
          return results;
        };
      const value = Reflect.get(target, key);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
}
