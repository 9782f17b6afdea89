import { isAPIError } from "better-auth/api";

/** True when an endpoint found no such team in the organization: it is gone, or another organization's. */
export function isLostTeam(error: unknown): boolean {
  return isAPIError(error) && error.body?.code === "TEAM_NOT_FOUND";
}
