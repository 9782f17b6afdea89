import { ownCookie, readOwnCookie } from "./cookies";

/** How pages look: as the system prefers, or as the person chose. */
export const themes = ["system", "light", "dark"] as const;
export type Theme = (typeof themes)[number];

const yearSeconds = 365 * 24 * 60 * 60;

export function themeOf(request: Request): Theme {
  const chosen = readOwnCookie(request, "theme");
  return themes.find((theme) => theme === chosen) ?? "system";
}

/** A `Set-Cookie` value that remembers the choice for a year. */
export function themeCookie(request: Request, theme: Theme): string {
  return ownCookie(request, "theme", theme, yearSeconds);
}
