import { drizzle } from "drizzle-orm/d1";
import * as schema from "./schema";

/** Typed access to D1. */
export type Database = ReturnType<typeof openDatabase>;

/** Wraps the D1 binding; cheap, holds no connection. */
export function openDatabase(binding: D1Database) {
  return drizzle(binding, { schema });
}
