import { AsyncLocalStorage } from "node:async_hooks";
import { onRequest } from "../../build/server/index.js";
import { countQueries } from "./query-count";

/** What the request that is being answered asks of the database: the statements of each round trip, and the rows. */
const asking = new AsyncLocalStorage<{ roundTrips: string[][]; countsRows: boolean; rowsRead: number }>();

/** Every statement that the app sent to the database in this isolate, in the background, too. */
export const statementsSeen = new Set<string>();

/** One environment object for each set of settings, as an isolate has: services are kept by it. */
const environments = new Map<string, object>();

/**
 * The built handler as a worker. Each answer says in `x-d1-queries` how many times it went to the database, and in
 * `x-d1-statements` with what; one with `x-count-rows` is answered with `x-d1-rows-read` as well. A request with
 * `x-test-env` runs on other settings (JSON).
 */
export default {
  async fetch(request: Request, env: { DB: D1Database }, ctx: ExecutionContext): Promise<Response> {
    const changed = request.headers.get("x-test-env") ?? "{}";
    const settings = environments.get(changed) ?? {
      ...env,
      DB: countQueries(env.DB, (statements) => {
        for (const statement of statements) statementsSeen.add(statement);
        const asked = asking.getStore();
        asked?.roundTrips.push(statements);
        return asked?.countsRows ? (rows) => (asked.rowsRead += rows) : undefined;
      }),
      ...JSON.parse(changed),
    };
    environments.set(changed, settings);
    const asked = { roundTrips: [], countsRows: request.headers.has("x-count-rows"), rowsRead: 0 };
    const response: Response = await asking.run(asked, () =>
      onRequest({
        request,
        env: settings,
        params: {},
        data: {},
        functionPath: "",
        next: () => Promise.reject(new Error("no static files here")),
        waitUntil: ctx.waitUntil.bind(ctx),
        passThroughOnException: () => {},
      }),
    );
    const answered = new Response(response.body, response);
    answered.headers.set("x-d1-queries", String(asked.roundTrips.length));
    answered.headers.set("x-d1-statements", JSON.stringify(asked.roundTrips));
    if (asked.countsRows) answered.headers.set("x-d1-rows-read", String(asked.rowsRead));
    return answered;
  },
};
