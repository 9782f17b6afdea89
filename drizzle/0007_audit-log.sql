CREATE TABLE `audit_anchor` (
	`id` integer PRIMARY KEY NOT NULL,
	`seq` integer NOT NULL,
	`hash` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `audit_event` (
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`at` integer NOT NULL,
	`event` text NOT NULL,
	`outcome` text NOT NULL,
	`actor_id` text,
	`actor_name` text,
	`impersonator_id` text,
	`impersonator_name` text,
	`subject_type` text NOT NULL,
	`subject_id` text,
	`subject_name` text,
	`detail` text NOT NULL,
	`ip_address` text NOT NULL,
	`device` text NOT NULL,
	`place` text NOT NULL,
	`request_id` text NOT NULL,
	`previous_hash` text,
	`hash` text
);
--> statement-breakpoint
CREATE INDEX `audit_event_at_idx` ON `audit_event` (`at`);--> statement-breakpoint
CREATE INDEX `audit_event_event_idx` ON `audit_event` (`event`,`seq`);--> statement-breakpoint
CREATE INDEX `audit_event_actorId_idx` ON `audit_event` (`actor_id`,`seq`);--> statement-breakpoint
CREATE INDEX `audit_event_subjectId_idx` ON `audit_event` (`subject_id`,`seq`);--> statement-breakpoint
CREATE INDEX `audit_event_unchained_idx` ON `audit_event` (`seq`) WHERE hash is null;--> statement-breakpoint
CREATE TABLE `daily_count` (
	`day` text NOT NULL,
	`metric` text NOT NULL,
	`count` integer NOT NULL,
	PRIMARY KEY(`day`, `metric`)
);
--> statement-breakpoint
CREATE TABLE `last_seen` (
	`user_id` text PRIMARY KEY NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `last_seen_at_idx` ON `last_seen` (`at`);--> statement-breakpoint
CREATE TABLE `tally` (
	`name` text PRIMARY KEY NOT NULL,
	`count` integer NOT NULL
);
