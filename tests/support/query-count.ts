/** Wraps a D1 binding so that `log` is told the statements of each round trip: a batch is one round trip. */
export function countQueries(db: D1Database, log: (statements: string[]) => void): D1Database {
  const sqlOf = new WeakMap<object, string>();
  const wrap = (statement: D1PreparedStatement, sql: string): D1PreparedStatement => {
    const proxy = new Proxy(statement, {
      get(target, key) {
        const value = Reflect.get(target, key);
        if (typeof value !== "function") return value;
        if (key === "bind") return (...values: unknown[]) => wrap(target.bind(...values), sql);
        return (...args: unknown[]) => {
          log([sql]);
          return value.apply(target, args);
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
        return (statements: D1PreparedStatement[]) => {
          log(statements.map((statement) => sqlOf.get(statement) ?? ""));
          return target.batch(statements.map((statement) => originals.get(statement) ?? statement));
        };
      const value = Reflect.get(target, key);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
}
