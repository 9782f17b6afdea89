import { Form, href } from "react-router";
import { z } from "zod";
import { recordOrganizationActivity } from "~/auth/organization-activity.server";
import type { Permissions } from "~/auth/permissions";
import { ErrorSummary } from "~/components/error-summary";
import { FormField } from "~/components/form-field";
import { PageLinks } from "~/components/page-links";
import { PageHeading, SettingsSection } from "~/components/settings-section";
import { SubmitButton } from "~/components/submit-button";
import { FieldGroup } from "~/components/ui/field";
import { databaseContext, documentContext, sessionContext } from "~/context";
import { cursorOf } from "~/db/cursor.server";
import { createProject, deleteProject, listProjects, renameProject } from "~/db/projects.server";
import { redirectWithMessage } from "~/forms/message.server";
import { parseForm } from "~/forms/parse-form.server";
import { withIntent } from "~/forms/rules";
import { membershipIn } from "~/middleware/membership.server";
import { demandPermission } from "~/middleware/require-permission.server";
import { momentsIn } from "~/moments";
import type { Route } from "./+types/projects";
import { ProjectRow } from "./components/project-row";

const id = z.string().min(1);
const name = z
  .string()
  .trim()
  .min(1, "Enter a name for the project.")
  .max(100, "Use 100 characters or fewer.");

const projectForm = withIntent(
  z.discriminatedUnion("intent", [
    z.object({ intent: z.literal("create"), name }),
    z.object({ intent: z.literal("rename"), id, name }),
    z.object({ intent: z.literal("delete"), id }),
  ]),
  (entered) => ("id" in entered ? ("name" in entered ? "rename" : "delete") : "create"),
);

/** What each form asks of a role: the loader shows it by this, and the action refuses it by this. */
const needed = {
  create: { project: ["create"] },
  rename: { project: ["update"] },
  delete: { project: ["delete"] },
} satisfies Record<z.output<typeof projectForm>["intent"], Permissions>;

export async function loader({ url, context }: Route.LoaderArgs) {
  const { organization, can } = membershipIn(context);
  const before = cursorOf(url.searchParams.get("before"));
  const { rows, older } = await listProjects(context.get(databaseContext), organization.id, before);
  const moment = momentsIn(context.get(documentContext));
  return {
    slug: organization.slug,
    isFirstPage: before === undefined,
    older,
    may: { create: can(needed.create), rename: can(needed.rename), delete: can(needed.delete) },
    projects: rows.map(({ createdAt, ...project }) => ({ ...project, created: moment(createdAt) })),
  };
}

export async function action({ request, context }: Route.ActionArgs) {
  const { organization } = membershipIn(context);
  const form = await parseForm(request, projectForm);
  if (form.error) return form.error;
  const { values } = form;
  demandPermission(context, needed[values.intent]);
  const db = context.get(databaseContext);
  const { user } = context.get(sessionContext);
  const here = href("/organizations/:slug/projects", { slug: organization.slug });
  const record = (event: "project-created" | "project-renamed" | "project-deleted", about: string) =>
    recordOrganizationActivity(db, { organizationId: organization.id, actor: user, event, about });
  if (values.intent === "create") {
    await createProject(db, organization.id, { name: values.name, createdBy: user.id });
    record("project-created", values.name);
    return redirectWithMessage(request, here, "project-created");
  }
  const found =
    values.intent === "rename"
      ? await renameProject(db, organization.id, values)
      : await deleteProject(db, organization.id, values.id);
  if (!found) return redirectWithMessage(request, here, "project-gone");
  const done = values.intent === "rename" ? "project-renamed" : "project-deleted";
  record(done, found.name);
  return redirectWithMessage(request, here, done);
}

export default function Projects({ loaderData, actionData: state }: Route.ComponentProps) {
  const { slug, isFirstPage, older, may, projects } = loaderData;
  const changed = state?.values.id;
  return (
    <>
      <PageHeading
        title="Projects"
        failed={Boolean(state)}
        intro="What the members of this organization work on. It is an example: your product's own things take its place."
      />
      <ErrorSummary
        state={state}
        labels={{ name: "Name" }}
        idOf={(field) => (changed ? `${field}-${changed}` : field)}
      />
      {may.create && (
        <SettingsSection title="New project">
          {/* The newest one begins a new form: what was made is out of the field. */}
          <Form method="post" noValidate key={projects[0]?.id}>
            <input type="hidden" name="intent" value="create" />
            <FieldGroup>
              <FormField
                name="name"
                label="Name"
                state={changed ? undefined : state}
                maxLength={100}
                autoComplete="off"
                required
              />
              <div>
                <SubmitButton>Create project</SubmitButton>
              </div>
            </FieldGroup>
          </Form>
        </SettingsSection>
      )}
      <SettingsSection title={isFirstPage ? "Newest first" : "Older projects"}>
        {projects.length === 0 ? (
          <p className="text-sm text-muted-foreground">
            {may.create ? "No project yet. Make the first one above." : "No project yet."}
          </p>
        ) : (
          <ul className="flex flex-col divide-y">
            {projects.map((project) => (
              <ProjectRow
                key={`${project.id} ${project.name}`}
                {...project}
                may={may}
                state={changed === project.id ? state : undefined}
              />
            ))}
          </ul>
        )}
        <PageLinks
          first={href("/organizations/:slug/projects", { slug })}
          isFirstPage={isFirstPage}
          older={older}
        />
      </SettingsSection>
    </>
  );
}
