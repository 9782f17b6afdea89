CREATE TABLE `failed_message` (
	`id` text PRIMARY KEY NOT NULL,
	`at` integer NOT NULL,
	`channel` text NOT NULL,
	`to` text NOT NULL,
	`subject` text NOT NULL,
	`sealed` text NOT NULL,
	`error` text NOT NULL,
	`tries` integer NOT NULL,
	`tried_at` integer NOT NULL,
	`works_until` integer,
	`due_at` integer,
	`claimed_until` integer
);
--> statement-breakpoint
CREATE INDEX `failed_message_at_idx` ON `failed_message` (`at`,`id`);--> statement-breakpoint
CREATE INDEX `failed_message_to_idx` ON `failed_message` (`to`);--> statement-breakpoint
CREATE INDEX `failed_message_dueAt_idx` ON `failed_message` (`due_at`) WHERE due_at is not null;