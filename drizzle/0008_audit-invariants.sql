-- The audit log takes new rows, the two hashes of a row once, and the removal of what the anchor has passed. Nothing else.
INSERT INTO `audit_anchor` (`id`, `seq`, `hash`) VALUES (1, 0, '');--> statement-breakpoint
CREATE TRIGGER `audit_event_is_chained_once` BEFORE UPDATE ON `audit_event`
WHEN OLD.`hash` IS NOT NULL OR NEW.`hash` IS NULL OR NEW.`previous_hash` IS NULL
  OR NEW.`seq` <> OLD.`seq` OR NEW.`at` <> OLD.`at` OR NEW.`event` <> OLD.`event` OR NEW.`outcome` <> OLD.`outcome`
  OR NEW.`actor_id` IS NOT OLD.`actor_id` OR NEW.`actor_name` IS NOT OLD.`actor_name`
  OR NEW.`impersonator_id` IS NOT OLD.`impersonator_id` OR NEW.`impersonator_name` IS NOT OLD.`impersonator_name`
  OR NEW.`subject_type` <> OLD.`subject_type` OR NEW.`subject_id` IS NOT OLD.`subject_id`
  OR NEW.`subject_name` IS NOT OLD.`subject_name` OR NEW.`detail` <> OLD.`detail`
  OR NEW.`ip_address` <> OLD.`ip_address` OR NEW.`device` <> OLD.`device` OR NEW.`place` <> OLD.`place`
  OR NEW.`request_id` <> OLD.`request_id`
BEGIN
  SELECT RAISE(ABORT, 'APPEND_ONLY');
END;--> statement-breakpoint
CREATE TRIGGER `audit_event_stays` BEFORE DELETE ON `audit_event`
WHEN OLD.`seq` > (SELECT `seq` FROM `audit_anchor` WHERE `id` = 1)
BEGIN
  SELECT RAISE(ABORT, 'APPEND_ONLY');
END;--> statement-breakpoint
CREATE TRIGGER `audit_anchor_moves_on` BEFORE UPDATE ON `audit_anchor`
WHEN NEW.`id` <> 1 OR NEW.`seq` < OLD.`seq`
  OR NEW.`hash` IS NOT (SELECT `hash` FROM `audit_event` WHERE `seq` = NEW.`seq`)
BEGIN
  SELECT RAISE(ABORT, 'APPEND_ONLY');
END;--> statement-breakpoint
CREATE TRIGGER `audit_anchor_stays` BEFORE DELETE ON `audit_anchor`
BEGIN
  SELECT RAISE(ABORT, 'APPEND_ONLY');
END;--> statement-breakpoint
-- Counts that pages would have to scan for are kept.
CREATE TRIGGER `audit_event_is_counted` AFTER INSERT ON `audit_event`
BEGIN
  INSERT INTO `daily_count` (`day`, `metric`, `count`)
  VALUES (
    date(NEW.`at` / 1000, 'unixepoch'),
    CASE WHEN NEW.`event` IN ('signed-in', 'signed-in-through') THEN NEW.`event` || ':' || NEW.`detail` ELSE NEW.`event` END,
    1
  )
  ON CONFLICT (`day`, `metric`) DO UPDATE SET `count` = `count` + 1;
END;--> statement-breakpoint
CREATE TRIGGER `last_seen_begins` AFTER INSERT ON `last_seen`
BEGIN
  INSERT INTO `daily_count` (`day`, `metric`, `count`) VALUES (date(NEW.`at` / 1000, 'unixepoch'), 'active-user', 1)
  ON CONFLICT (`day`, `metric`) DO UPDATE SET `count` = `count` + 1;
END;--> statement-breakpoint
CREATE TRIGGER `last_seen_on_another_day` AFTER UPDATE OF `at` ON `last_seen`
WHEN date(NEW.`at` / 1000, 'unixepoch') > date(OLD.`at` / 1000, 'unixepoch')
BEGIN
  INSERT INTO `daily_count` (`day`, `metric`, `count`) VALUES (date(NEW.`at` / 1000, 'unixepoch'), 'active-user', 1)
  ON CONFLICT (`day`, `metric`) DO UPDATE SET `count` = `count` + 1;
END;--> statement-breakpoint
INSERT INTO `tally` (`name`, `count`) SELECT 'user', count(*) FROM `user`;--> statement-breakpoint
INSERT INTO `tally` (`name`, `count`) SELECT 'organization', count(*) FROM `organization`;--> statement-breakpoint
CREATE TRIGGER `user_is_counted` AFTER INSERT ON `user`
BEGIN
  UPDATE `tally` SET `count` = `count` + 1 WHERE `name` = 'user';
END;--> statement-breakpoint
CREATE TRIGGER `user_is_counted_off` AFTER DELETE ON `user`
BEGIN
  UPDATE `tally` SET `count` = `count` - 1 WHERE `name` = 'user';
END;--> statement-breakpoint
CREATE TRIGGER `organization_is_counted` AFTER INSERT ON `organization`
BEGIN
  UPDATE `tally` SET `count` = `count` + 1 WHERE `name` = 'organization';
END;--> statement-breakpoint
CREATE TRIGGER `organization_is_counted_off` AFTER DELETE ON `organization`
BEGIN
  UPDATE `tally` SET `count` = `count` - 1 WHERE `name` = 'organization';
END;--> statement-breakpoint
-- The few people with a role of their own (admins) are found without reading everybody.
CREATE INDEX `user_role_idx` ON `user` (`role`) WHERE `role` IS NOT NULL;--> statement-breakpoint
CREATE INDEX `user_createdAt_idx` ON `user` (`created_at`, `id`);
