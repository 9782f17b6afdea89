-- The last admin who can sign in stays, however two requests meet. Another one is made first:
-- update user set role = 'admin' where email = '…'
CREATE TRIGGER `user_last_admin_keeps_role` BEFORE UPDATE OF `role`, `banned` ON `user`
WHEN instr(',' || OLD.`role` || ',', ',admin,') > 0 AND coalesce(OLD.`banned`, 0) = 0
  AND (instr(',' || coalesce(NEW.`role`, '') || ',', ',admin,') = 0 OR coalesce(NEW.`banned`, 0) <> 0)
  AND NOT EXISTS (
    SELECT 1 FROM `user`
    WHERE `role` IS NOT NULL AND `role` > '' AND `id` <> OLD.`id` AND coalesce(`banned`, 0) = 0
      AND instr(',' || `role` || ',', ',admin,') > 0
  )
BEGIN
  SELECT RAISE(ABORT, 'LAST_ADMIN');
END;--> statement-breakpoint
CREATE TRIGGER `user_last_admin_stays` BEFORE DELETE ON `user`
WHEN instr(',' || OLD.`role` || ',', ',admin,') > 0 AND coalesce(OLD.`banned`, 0) = 0
  AND NOT EXISTS (
    SELECT 1 FROM `user`
    WHERE `role` IS NOT NULL AND `role` > '' AND `id` <> OLD.`id` AND coalesce(`banned`, 0) = 0
      AND instr(',' || `role` || ',', ',admin,') > 0
  )
BEGIN
  SELECT RAISE(ABORT, 'LAST_ADMIN');
END;--> statement-breakpoint
-- Whoever is banned is signed out by the same statement, whatever writes it.
CREATE TRIGGER `user_ban_ends_sessions` AFTER UPDATE OF `banned` ON `user`
WHEN NEW.`banned` = 1
BEGIN
  DELETE FROM `session` WHERE `user_id` = NEW.`id`;
END;--> statement-breakpoint
-- Sessions in which an admin acts for somebody end with what allows it, and never last longer than they were begun for.
CREATE INDEX `session_impersonatedBy_idx` ON `session` (`impersonated_by`) WHERE `impersonated_by` IS NOT NULL;--> statement-breakpoint
CREATE TRIGGER `user_is_no_admin_any_more` AFTER UPDATE OF `role`, `banned` ON `user`
WHEN instr(',' || OLD.`role` || ',', ',admin,') > 0
  AND (instr(',' || coalesce(NEW.`role`, '') || ',', ',admin,') = 0 OR coalesce(NEW.`banned`, 0) <> 0)
BEGIN
  DELETE FROM `session` WHERE `impersonated_by` = OLD.`id`;
END;--> statement-breakpoint
CREATE TRIGGER `user_admin_is_gone` AFTER DELETE ON `user`
WHEN instr(',' || OLD.`role` || ',', ',admin,') > 0
BEGIN
  DELETE FROM `session` WHERE `impersonated_by` = OLD.`id`;
END;--> statement-breakpoint
-- And with the person becoming an admin: nobody acts for those.
CREATE TRIGGER `user_is_admin_now` AFTER UPDATE OF `role` ON `user`
WHEN instr(',' || coalesce(NEW.`role`, '') || ',', ',admin,') > 0
BEGIN
  DELETE FROM `session` WHERE `user_id` = NEW.`id` AND `impersonated_by` IS NOT NULL;
END;--> statement-breakpoint
CREATE TRIGGER `session_of_acting_stays_short` BEFORE UPDATE OF `expires_at` ON `session`
WHEN OLD.`impersonated_by` IS NOT NULL AND NEW.`expires_at` > OLD.`expires_at`
BEGIN
  SELECT RAISE(IGNORE);
END;
