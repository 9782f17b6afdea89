/** Names that are pages below /organizations. */
const taken = ["new", "switch", "slug"];

/** What is wrong with a slug, in words that say how to mend it; undefined for a good one. */
export function slugProblem(slug: string): string | undefined {
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(slug))
    return "Use small letters, digits and single hyphens, like analytical-engines.";
  if (slug.length < 2 || slug.length > 40) return "Use 2 to 40 characters.";
  if (taken.includes(slug)) return "This one is kept for a page. Choose another.";
  return undefined;
}

/** A slug made from a name: what is left of it in small letters, digits and hyphens. */
export function slugFrom(name: string): string {
  return name
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 40)
    .replace(/-+$/, "");
}
