-- Indexes that better-auth's generator does not write, for queries on hot paths and against races.
CREATE UNIQUE INDEX `member_organizationId_userId_unique` ON `member` (`organization_id`,`user_id`);--> statement-breakpoint
CREATE INDEX `member_organizationId_createdAt_idx` ON `member` (`organization_id`,`created_at`,`id`);--> statement-breakpoint
CREATE INDEX `member_organizationId_role_idx` ON `member` (`organization_id`,`role`);--> statement-breakpoint
CREATE UNIQUE INDEX `organization_role_organizationId_role_unique` ON `organization_role` (`organization_id`,`role`);--> statement-breakpoint
CREATE INDEX `invitation_inviterId_idx` ON `invitation` (`inviter_id`);--> statement-breakpoint
CREATE INDEX `invitation_organizationId_status_createdAt_idx` ON `invitation` (`organization_id`,`status`,`created_at`);--> statement-breakpoint
-- The last owner of an organization stays, however two requests meet: D1 has no transactions to keep it otherwise.
CREATE TRIGGER `member_last_owner_stays` BEFORE DELETE ON `member`
WHEN (',' || OLD.`role` || ',') LIKE '%,owner,%'
  AND EXISTS (SELECT 1 FROM `organization` WHERE `id` = OLD.`organization_id`)
  AND EXISTS (SELECT 1 FROM `user` WHERE `id` = OLD.`user_id`)
  AND NOT EXISTS (
    SELECT 1 FROM `member`
    WHERE `organization_id` = OLD.`organization_id` AND `id` <> OLD.`id` AND (',' || `role` || ',') LIKE '%,owner,%'
  )
BEGIN
  SELECT RAISE(ABORT, 'LAST_OWNER');
END;--> statement-breakpoint
CREATE TRIGGER `member_last_owner_keeps_role` BEFORE UPDATE OF `role` ON `member`
WHEN (',' || OLD.`role` || ',') LIKE '%,owner,%'
  AND (',' || NEW.`role` || ',') NOT LIKE '%,owner,%'
  AND NOT EXISTS (
    SELECT 1 FROM `member`
    WHERE `organization_id` = OLD.`organization_id` AND `id` <> OLD.`id` AND (',' || `role` || ',') LIKE '%,owner,%'
  )
BEGIN
  SELECT RAISE(ABORT, 'LAST_OWNER');
END;
