import { fillOrganization, idOf, makeOrganization } from "./organizations";
import { join } from "./people";
import { change, row } from "./records";

/** How much there is in an organization, beside what is limited: teams, roles of its own, and domains. */
export interface Size {
  members: number;
  /** How many of them are in one of its 50 teams. */
  inTeam: number;
  invitations: number;
  requests: number;
  projects: number;
  activity: number;
}

/** An organization with so much in it, and its owner. Every other member is an editor, and the last one an admin. */
export async function organizationOfSize(size: Size) {
  const owner = await join();
  const slug = await makeOrganization(owner.visitor);
  const id = await idOf(slug);
  const ownerId = (await row<{ id: string }>("select id from user where email = ?", owner.email))?.id ?? "";
  const { emailOf } = await fillOrganization(slug, size.members);
  await change(
    "update member set role = 'editor' where organization_id = ? and rowid % 2 = 0 and role = 'member'",
    id,
  );
  await change(
    "update member set role = 'admin' where organization_id = ? and user_id = (select id from user where email = ?)",
    id,
    emailOf(size.members),
  );
  // Two days ago, so that the owner may invite more people today.
  const seededAt = Date.now() - 172_800_000;
  const many = (what: string, count: number) =>
    change(what.replace("COUNTED", counted), count, id, ownerId, seededAt);
  await many(role, 1);
  await many(teams, 50);
  await many(team, size.inTeam);
  await many(invitations, size.invitations);
  await many(domain, 1);
  await many(people, size.requests);
  await many(requests, size.requests);
  await many(projects, size.projects);
  await many(activity, size.activity);
  return { owner, slug, id, emailOf, teamId: `team-1-${id}`, seededAt };
}

/** The numbers from 1 to ?1. ?2 is the organization, ?3 its owner, ?4 two days ago. */
const counted = "with recursive counted(i) as (select 1 union all select i + 1 from counted where i < ?1)";

const role = `insert into organization_role (id, organization_id, role, permission, created_at)
  COUNTED select 'role-' || ?2, ?2, 'editor', '{"project":["update"]}', ?4 from counted`;

const teams = `insert into team (id, name, member_count, organization_id, created_at)
  COUNTED select 'team-' || i || '-' || ?2, 'Team ' || i, 0, ?2, ?4 from counted`;

const team = `insert into team_member (id, team_id, user_id, created_at)
  select 'in-' || id, 'team-1-' || ?2, user_id, ?4 from member where organization_id = ?2 and role <> 'owner'
  order by created_at limit ?1`;

/** From the admin. Most are over, and some wait for an answer still. */
const invitations = `insert into invitation
  (id, organization_id, email, role, team_id, status, expires_at, created_at, inviter_id)
  COUNTED select 'invitation-' || i || '-' || ?2, ?2, 'invited-' || i || '@example.com', 'member', 'team-1-' || ?2,
    'pending', ?4 + 172800000 + 1000 * (300 - 5 * i), ?4 - i,
    (select user_id from member where organization_id = ?2 and role = 'admin') from counted`;

const domain = `insert into organization_domain
  (id, organization_id, domain, challenge, verified_at, joining, created_at)
  COUNTED select 'domain-' || ?2, ?2, lower(?2) || '.example', 'challenge', ?4, 'request', ?4 from counted`;

const people = `insert into user (id, name, email, email_verified, created_at, updated_at)
  COUNTED select 'asks-' || i || '-' || ?2, 'Newcomer ' || i, 'asks-' || i || '@' || lower(?2) || '.example', 1,
    ?4, ?4 from counted`;

const requests = `insert into join_request (id, organization_id, user_id, created_at)
  COUNTED select 'request-' || i || '-' || ?2, ?2, 'asks-' || i || '-' || ?2, ?4 - i from counted`;

const projects = `insert into project (id, organization_id, name, created_by, created_at)
  COUNTED select 'project-' || i || '-' || ?2, ?2, 'Project ' || i, ?3, ?4 - i from counted`;

const activity = `insert into organization_activity (id, organization_id, at, actor_id, actor_name, event, detail)
  COUNTED select 'line-' || i || '-' || ?2, ?2, ?4 - i, ?3, 'Ada Lovelace', 'team-created', 'Team' from counted`;
