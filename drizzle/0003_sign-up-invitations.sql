CREATE TABLE `sign_up_invitation` (
	`address` text PRIMARY KEY NOT NULL,
	`token_hash` text NOT NULL,
	`proves_address` integer NOT NULL,
	`invited_by` text,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`used_at` integer,
	FOREIGN KEY (`invited_by`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE set null
);
--> statement-breakpoint
CREATE UNIQUE INDEX `sign_up_invitation_token_hash_unique` ON `sign_up_invitation` (`token_hash`);--> statement-breakpoint
CREATE INDEX `sign_up_invitation_invitedBy_idx` ON `sign_up_invitation` (`invited_by`);--> statement-breakpoint
CREATE INDEX `sign_up_invitation_expiresAt_idx` ON `sign_up_invitation` (`expires_at`);