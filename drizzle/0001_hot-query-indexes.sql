-- Indexes that better-auth's generator does not write, for queries that it runs on hot paths.
CREATE UNIQUE INDEX `account_providerId_accountId_unique` ON `account` (`provider_id`,`account_id`);--> statement-breakpoint
CREATE INDEX `verification_identifier_createdAt_idx` ON `verification` (`identifier`,`created_at`);--> statement-breakpoint
CREATE INDEX `verification_value_identifier_idx` ON `verification` (`value`,`identifier`);--> statement-breakpoint
CREATE INDEX `verification_expiresAt_idx` ON `verification` (`expires_at`);--> statement-breakpoint
CREATE INDEX `session_expiresAt_idx` ON `session` (`expires_at`);--> statement-breakpoint
CREATE UNIQUE INDEX `two_factor_userId_unique` ON `two_factor` (`user_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `passkey_credentialId_unique` ON `passkey` (`credential_id`);
