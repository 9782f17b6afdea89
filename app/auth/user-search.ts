import { z } from "zod";

const field = z.enum([
  "id",
  "name",
  "email",
  "emailVerified",
  "username",
  "phoneNumber",
  "role",
  "banned",
  "isAnonymous",
  "createdAt",
  "updatedAt",
]);

/** D1 takes patterns of up to 50 bytes, and a search for a part has a sign of its own at each end. */
const longestPart = 48;
const parts = ["contains", "starts_with", "ends_with"];

const text = z.string().max(320);

/**
 * What `/admin/list-users` can be asked. better-auth answers everything else with an empty list, as if there were
 * nobody: a field that does not exist, a search that is too long.
 */
export const userSearch = z
  .object({
    searchValue: text.optional(),
    searchOperator: z.string().optional(),
    filterField: field.optional(),
    filterValue: z.union([text, z.number(), z.boolean()]).optional(),
    filterOperator: z.enum(["eq", "ne", "lt", "lte", "gt", "gte", ...parts]).optional(),
    sortBy: field.optional(),
    limit: z.coerce.number().int().min(1).max(500).default(100),
    offset: z.coerce.number().int().min(0).max(100_000).default(0),
  })
  .refine(({ searchValue }) => isShort(searchValue))
  .refine(({ filterValue, filterOperator = "" }) => !parts.includes(filterOperator) || isShort(filterValue));

function isShort(value: unknown): boolean {
  return new TextEncoder().encode(String(value ?? "")).length <= longestPart;
}
