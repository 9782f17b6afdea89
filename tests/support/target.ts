import { env } from "cloudflare:test";
import type { Row } from "../../scripts/moving/entry";
import { ConstraintError, type Target } from "../../scripts/moving/target";

/** The database of the tests as what an import writes and an export reads. */
export const target: Target = {
  read: async (...queries) =>
    (await env.DB.batch<Row>(queries.map((query) => env.DB.prepare(query)))).map(({ results }) => results),
  write: async (statements) => {
    try {
      await env.DB.batch(statements.map((statement) => env.DB.prepare(statement)));
    } catch (error) {
      if (error instanceof Error && error.message.includes("constraint failed"))
        throw new ConstraintError(error.message);
      throw error;
    }
  },
};
