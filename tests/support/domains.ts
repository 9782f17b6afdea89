import { nameServerUrl } from "./name-server";
import { idOf } from "./organizations";
import { newPerson } from "./people";
import { row } from "./records";
import type { Visitor } from "./visitor";

/** A domain that nobody has. */
export function newDomain() {
  return `d-${crypto.randomUUID().slice(0, 8)}.example`;
}

/** Somebody whose address is of this domain. */
export function personAt(domain: string, name = "Grace Hopper") {
  return { ...newPerson(name), email: `grace-${crypto.randomUUID().slice(0, 8)}@${domain}` };
}

export interface DomainRow {
  id: string;
  challenge: string;
  joining: string;
  verified_at: number | null;
}

/** A domain of the organization with this slug, as it is stored. */
export async function domainOf(slug: string, domain: string): Promise<DomainRow> {
  const found = await row<DomainRow>(
    "select id, challenge, joining, verified_at from organization_domain where organization_id = ? and domain = ?",
    await idOf(slug),
    domain,
  );
  return found ?? { id: "", challenge: "", joining: "", verified_at: null };
}

/** Sets what the name server answers about the record of a domain, as a resolver writes it: with quotes. */
export async function setRecord(domain: string, ...data: string[]) {
  const body = JSON.stringify({ name: `_latchkey-challenge.${domain}`, data });
  await fetch(`${nameServerUrl}/records`, { method: "POST", body });
}

/** Adds a domain, proves it, and says how people come in. */
export async function proveDomain(
  visitor: Visitor,
  slug: string,
  joining = "invitation",
  domain = newDomain(),
) {
  const page = `/organizations/${slug}/domains`;
  await visitor.submit(page, { domain });
  const { id, challenge } = await domainOf(slug, domain);
  await setRecord(domain, `"latchkey-challenge=${challenge}"`);
  await visitor.submit(page, { intent: "verify", domainId: id });
  if (joining !== "invitation") await visitor.submit(page, { intent: "save", domainId: id, joining });
  return domain;
}
