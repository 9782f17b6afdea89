-- Where members stand in lists, so that a page, a search and a question for an owner cost the same in any organization.
-- A row for everybody (role '') and one for each role, each of them once without a text and once for every beginning of
-- a word in name and address. Triggers keep it: see docs/decisions/0028-ten-thousand-members.md.
CREATE TABLE `member_listing` (
	`organization_id` text NOT NULL,
	`role` text NOT NULL,
	`text` text NOT NULL,
	`joined_at` integer NOT NULL,
	`member_id` text NOT NULL,
	PRIMARY KEY(`organization_id`, `role`, `text`, `joined_at`, `member_id`),
	FOREIGN KEY (`member_id`) REFERENCES `member`(`id`) ON UPDATE no action ON DELETE cascade
) WITHOUT ROWID;--> statement-breakpoint
CREATE INDEX `member_listing_memberId_idx` ON `member_listing` (`member_id`,`role`,`text`);--> statement-breakpoint
CREATE TABLE `organization_size` (
	`organization_id` text PRIMARY KEY NOT NULL,
	`members` integer NOT NULL,
	FOREIGN KEY (`organization_id`) REFERENCES `organization`(`id`) ON UPDATE no action ON DELETE cascade
) WITHOUT ROWID;--> statement-breakpoint
-- What has to stand in `member_listing`, some of it more than once. Words begin in the first 100 characters.
CREATE VIEW `member_listing_due` AS
SELECT
  `member`.`organization_id`,
  trim(`named`.`value`) AS `role`,
  CASE WHEN `place`.`at` = 0 THEN '' ELSE lower(substr(`entered`.`value`, `place`.`at`, 100)) END AS `text`,
  `member`.`created_at` AS `joined_at`,
  `member`.`id` AS `member_id`
FROM `member`
JOIN `user` ON `user`.`id` = `member`.`user_id`
-- What stands where there is no address is nothing to find somebody by.
CROSS JOIN json_each(json_array(`user`.`name`, iif(instr(`user`.`email`, '@no-address.invalid') > 0, '', `user`.`email`))) AS `entered`
CROSS JOIN (
  WITH RECURSIVE `counted`(`at`) AS (SELECT 0 UNION ALL SELECT `at` + 1 FROM `counted` WHERE `at` < 100)
  SELECT `at` FROM `counted`
) AS `place` ON `place`.`at` = 0 OR (
  `place`.`at` <= length(`entered`.`value`)
  AND instr(' .,@_+-/()''’"', substr(`entered`.`value`, `place`.`at`, 1)) = 0
  AND (`place`.`at` = 1 OR instr(' .,@_+-/()''’"', substr(`entered`.`value`, `place`.`at` - 1, 1)) > 0)
)
CROSS JOIN json_each('["",' || replace(json_quote(`member`.`role`), ',', '","') || ']') AS `named`;--> statement-breakpoint
CREATE TRIGGER `member_is_listed` AFTER INSERT ON `member`
BEGIN
  INSERT INTO `member_listing` SELECT DISTINCT * FROM `member_listing_due` WHERE `member_id` = NEW.`id`;
  INSERT INTO `organization_size` VALUES (NEW.`organization_id`, 1)
    ON CONFLICT (`organization_id`) DO UPDATE SET `members` = `members` + 1;
END;--> statement-breakpoint
CREATE TRIGGER `member_is_listed_by_role` AFTER UPDATE OF `role`, `created_at`, `organization_id`, `user_id` ON `member`
BEGIN
  DELETE FROM `member_listing` WHERE `member_id` = NEW.`id`;
  INSERT INTO `member_listing` SELECT DISTINCT * FROM `member_listing_due` WHERE `member_id` = NEW.`id`;
END;--> statement-breakpoint
CREATE TRIGGER `member_is_listed_by_name` AFTER UPDATE OF `name`, `email` ON `user`
WHEN OLD.`name` <> NEW.`name` OR OLD.`email` <> NEW.`email`
BEGIN
  DELETE FROM `member_listing` WHERE `member_id` IN (SELECT `id` FROM `member` WHERE `user_id` = NEW.`id`);
  INSERT INTO `member_listing` SELECT DISTINCT * FROM `member_listing_due`
    WHERE `member_id` IN (SELECT `id` FROM `member` WHERE `user_id` = NEW.`id`);
END;--> statement-breakpoint
CREATE TRIGGER `member_is_counted_out` AFTER DELETE ON `member`
BEGIN
  UPDATE `organization_size` SET `members` = `members` - 1 WHERE `organization_id` = OLD.`organization_id`;
END;--> statement-breakpoint
INSERT INTO `member_listing` SELECT DISTINCT * FROM `member_listing_due`;--> statement-breakpoint
INSERT INTO `organization_size` SELECT `organization_id`, count(*) FROM `member` GROUP BY `organization_id`;--> statement-breakpoint
-- The same three as before, which ask the list of owners now and not every member.
DROP TRIGGER `member_last_owner_stays`;--> statement-breakpoint
CREATE TRIGGER `member_last_owner_stays` BEFORE DELETE ON `member`
WHEN (',' || OLD.`role` || ',') LIKE '%,owner,%'
  AND EXISTS (SELECT 1 FROM `organization` WHERE `id` = OLD.`organization_id`)
  AND EXISTS (SELECT 1 FROM `user` WHERE `id` = OLD.`user_id`)
  AND NOT EXISTS (
    SELECT 1 FROM `member_listing`
    WHERE `organization_id` = OLD.`organization_id` AND `role` = 'owner' AND `text` = '' AND `member_id` <> OLD.`id`
  )
BEGIN
  SELECT RAISE(ABORT, 'LAST_OWNER');
END;--> statement-breakpoint
DROP TRIGGER `member_last_owner_keeps_role`;--> statement-breakpoint
CREATE TRIGGER `member_last_owner_keeps_role` BEFORE UPDATE OF `role` ON `member`
WHEN (',' || OLD.`role` || ',') LIKE '%,owner,%'
  AND (',' || NEW.`role` || ',') NOT LIKE '%,owner,%'
  AND NOT EXISTS (
    SELECT 1 FROM `member_listing`
    WHERE `organization_id` = OLD.`organization_id` AND `role` = 'owner' AND `text` = '' AND `member_id` <> OLD.`id`
  )
BEGIN
  SELECT RAISE(ABORT, 'LAST_OWNER');
END;--> statement-breakpoint
DROP TRIGGER `user_last_owner_stays`;--> statement-breakpoint
CREATE TRIGGER `user_last_owner_stays` BEFORE DELETE ON `user`
WHEN EXISTS (
  SELECT 1 FROM `member` AS `owned`
  WHERE `owned`.`user_id` = OLD.`id` AND (',' || `owned`.`role` || ',') LIKE '%,owner,%'
    AND NOT EXISTS (
      SELECT 1 FROM `member_listing`
      WHERE `organization_id` = `owned`.`organization_id` AND `role` = 'owner' AND `text` = ''
        AND `member_id` <> `owned`.`id`
    )
)
BEGIN
  SELECT RAISE(ABORT, 'LAST_OWNER');
END;--> statement-breakpoint
DROP INDEX `member_organizationId_role_idx`;--> statement-breakpoint
CREATE INDEX `invitation_organizationId_status_expiresAt_idx` ON `invitation` (`organization_id`,`status`,`expires_at`);--> statement-breakpoint
CREATE INDEX `invitation_organizationId_status_role_idx` ON `invitation` (`organization_id`,`status`,`role`);--> statement-breakpoint
CREATE INDEX `invitation_organizationId_email_status_idx` ON `invitation` (`organization_id`,`email`,`status`,`expires_at`);--> statement-breakpoint
DROP INDEX `invitation_inviterId_idx`;--> statement-breakpoint
CREATE INDEX `invitation_inviterId_createdAt_idx` ON `invitation` (`inviter_id`,`created_at`);--> statement-breakpoint
CREATE INDEX `invitation_inviterId_organizationId_status_idx` ON `invitation` (`inviter_id`,`organization_id`,`status`);--> statement-breakpoint
CREATE INDEX `team_member_teamId_userId_idx` ON `team_member` (`team_id`,`user_id`);
