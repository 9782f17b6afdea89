-- Organizations are listed newest first and found by how their name begins, without reading all of them.
-- The expression is that of `app/db/listed-organizations.server.ts`.
CREATE INDEX `organization_createdAt_idx` ON `organization` (`created_at`, `id`);--> statement-breakpoint
CREATE INDEX `organization_name_idx` ON `organization` (lower(`name`), `id`);
