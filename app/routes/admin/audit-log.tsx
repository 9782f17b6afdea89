import { Form, href, Link } from "react-router";
import { recordAudit } from "~/auth/audit.server";
import { verifyAuditLog } from "~/auth/audit-verify.server";
import { auditWords } from "~/auth/audit-words";
import { PageHeading, SettingsSection } from "~/components/settings-section";
import { SubmitButton } from "~/components/submit-button";
import { Button } from "~/components/ui/button";
import { databaseContext, documentContext, sessionContext } from "~/context";
import { listAudit } from "~/db/audit.server";
import { momentsIn } from "~/moments";
import type { Route } from "./+types/audit-log";
import { auditFilterOf, auditQueryOf, auditSearch } from "./components/audit-filter";
import { AuditFilterForm } from "./components/audit-filter-form";
import { AuditTable } from "./components/audit-table";
import { AuditVerdictAlert } from "./components/audit-verdict";

export async function loader({ url, context }: Route.LoaderArgs) {
  const query = auditQueryOf(url);
  const before = Number(url.searchParams.get("before")) || undefined;
  const { rows, older } = await listAudit(context.get(databaseContext), auditFilterOf(query), before);
  const moment = momentsIn(context.get(documentContext));
  return {
    query,
    isFirstPage: before === undefined,
    older: older && auditSearch(query, { before: String(older) }),
    exportOf: auditSearch(query),
    rows: rows.map(({ at, event, detail, previousHash: _, hash: __, ...row }) => ({
      ...row,
      what: auditWords(event, detail),
      at: moment(at),
    })),
  };
}

/** Looks at the whole log. */
export async function action({ context }: Route.ActionArgs) {
  const db = context.get(databaseContext);
  const verdict = await verifyAuditLog(db);
  recordAudit(db, {
    event: "admin-audit-verified",
    outcome: verdict.broken === undefined ? "success" : "failure",
    actor: { id: context.get(sessionContext).user.id },
    subject: { type: "deployment" },
    detail: verdict.broken === undefined ? `${verdict.good} rows` : `broken at row ${verdict.broken}`,
  });
  return verdict;
}

export default function AuditLog({ loaderData, actionData: verdict }: Route.ComponentProps) {
  const { query, isFirstPage, older, exportOf, rows } = loaderData;
  const all = href("/admin/audit-log");
  return (
    <>
      <PageHeading
        title="Audit log"
        intro="Who did what to whom, and from where. Rows are added and never changed; each is chained to the one before."
      />
      {verdict && <AuditVerdictAlert {...verdict} />}
      <SettingsSection title={isFirstPage ? "Newest first" : "Older rows"}>
        <AuditFilterForm query={query} />
        {rows.length === 0 ? (
          <p>
            Nothing here matches.{" "}
            <Link to={all} className="link">
              See everything
            </Link>
          </p>
        ) : (
          <AuditTable rows={rows} />
        )}
        <div className="flex flex-wrap gap-3">
          {!isFirstPage && (
            <Button asChild variant="outline">
              <Link to={all + exportOf}>Newest</Link>
            </Button>
          )}
          {older && (
            <Button asChild variant="outline">
              <Link to={all + older}>Older</Link>
            </Button>
          )}
          <Button asChild variant="outline">
            <a href={href("/admin/audit-log/export") + exportOf} download>
              Export as JSON lines
            </a>
          </Button>
        </div>
      </SettingsSection>
      <SettingsSection
        title="Is it whole?"
        intro="Follows the chain from the first row to the last, and names the first one that was changed or is missing."
      >
        <Form method="post" action={all}>
          <SubmitButton variant="outline">Verify the audit log</SubmitButton>
        </Form>
      </SettingsSection>
    </>
  );
}
