-- Lists of people are read in order, found by what they are and by how what one knows of them begins: never by reading everybody.
-- The expressions are those of `app/db/user-filter.server.ts` and `app/db/user-search.server.ts`.
CREATE INDEX `user_state_idx` ON `user` (
  (CASE WHEN `is_anonymous` = 1 THEN 'guest' WHEN `banned` = 1 THEN 'banned' WHEN `email_verified` = 1 THEN 'confirmed' ELSE 'unconfirmed' END),
  `created_at`, `id`
);--> statement-breakpoint
CREATE INDEX `user_twoFactor_idx` ON `user` (coalesce(`two_factor_enabled`, 0), `created_at`, `id`);--> statement-breakpoint
CREATE INDEX `user_name_idx` ON `user` (lower(`name`), `id`);--> statement-breakpoint
CREATE INDEX `user_lastName_idx` ON `user` (
  lower(substr(trim(`name`), length(rtrim(trim(`name`), replace(trim(`name`), ' ', ''))) + 1)), `id`
);--> statement-breakpoint
CREATE INDEX `user_emailDomain_idx` ON `user` (substr(`email`, instr(`email`, '@') + 1), `id`);--> statement-breakpoint
CREATE INDEX `last_seen_at_userId_idx` ON `last_seen` (`at`, `user_id`);--> statement-breakpoint
CREATE INDEX `account_providerId_userId_idx` ON `account` (`provider_id`, `user_id`);
