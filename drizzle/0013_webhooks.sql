CREATE TABLE `chore` (
	`name` text PRIMARY KEY NOT NULL,
	`due_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `webhook_attempt` (
	`id` text PRIMARY KEY NOT NULL,
	`delivery_id` text NOT NULL,
	`at` integer NOT NULL,
	`by_hand` integer NOT NULL,
	`status` integer,
	`problem` text,
	`body` text NOT NULL,
	`duration_ms` integer NOT NULL,
	FOREIGN KEY (`delivery_id`) REFERENCES `webhook_delivery`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `webhook_attempt_deliveryId_at_idx` ON `webhook_attempt` (`delivery_id`,`at`);--> statement-breakpoint
CREATE TABLE `webhook_delivery` (
	`id` text PRIMARY KEY NOT NULL,
	`message_id` text NOT NULL,
	`endpoint_id` text NOT NULL,
	`at` integer NOT NULL,
	`state` text NOT NULL,
	`tries` integer DEFAULT 0 NOT NULL,
	`due_at` integer,
	`claimed_until` integer,
	FOREIGN KEY (`message_id`) REFERENCES `webhook_message`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`endpoint_id`) REFERENCES `webhook_endpoint`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `webhook_delivery_messageId_endpointId_unique` ON `webhook_delivery` (`message_id`,`endpoint_id`);--> statement-breakpoint
CREATE INDEX `webhook_delivery_endpointId_at_idx` ON `webhook_delivery` (`endpoint_id`,`at`,`id`);--> statement-breakpoint
CREATE INDEX `webhook_delivery_endpointId_state_idx` ON `webhook_delivery` (`endpoint_id`,`state`,`at`,`id`);--> statement-breakpoint
CREATE INDEX `webhook_delivery_dueAt_idx` ON `webhook_delivery` (`due_at`) WHERE due_at is not null;--> statement-breakpoint
CREATE TABLE `webhook_endpoint` (
	`id` text PRIMARY KEY NOT NULL,
	`url` text NOT NULL,
	`description` text NOT NULL,
	`events` text NOT NULL,
	`secret` text NOT NULL,
	`secret_at` integer NOT NULL,
	`previous_secret` text,
	`previous_until` integer,
	`created_at` integer NOT NULL,
	`disabled_at` integer,
	`disabled_because` text,
	`failing_since` integer
);
--> statement-breakpoint
CREATE TABLE `webhook_message` (
	`id` text PRIMARY KEY NOT NULL,
	`at` integer NOT NULL,
	`type` text NOT NULL,
	`data` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `webhook_message_at_idx` ON `webhook_message` (`at`);--> statement-breakpoint
ALTER TABLE `known_device` ADD `last_seen_at` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX `known_device_lastSeenAt_idx` ON `known_device` (`last_seen_at`);--> statement-breakpoint
CREATE INDEX `outbox_message_at_idx` ON `outbox_message` (`at`);