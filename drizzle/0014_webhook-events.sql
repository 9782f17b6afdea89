-- Events for webhooks are written together with the change that they tell of, whatever made it: a crash in between loses
-- none. Nothing is written that no endpoint asks for. Where an organization goes, its members go untold.
CREATE TRIGGER `user_created_is_told` AFTER INSERT ON `user`
WHEN EXISTS (SELECT 1 FROM `webhook_endpoint` WHERE `disabled_at` IS NULL AND instr(`events`, '"user.created"') > 0)
BEGIN
  INSERT INTO `webhook_message` (`id`, `at`, `type`, `data`) VALUES (
    'msg_' || lower(hex(randomblob(16))), cast(unixepoch('subsec') * 1000 AS integer), 'user.created',
    json_object(
      'id', NEW.`id`, 'name', NEW.`name`, 'email', NEW.`email`, 'emailVerified', json(iif(NEW.`email_verified`, 'true', 'false')),
      'image', NEW.`image`, 'username', NEW.`username`, 'displayUsername', NEW.`display_username`,
      'phoneNumber', NEW.`phone_number`, 'phoneNumberVerified', json(iif(NEW.`phone_number_verified`, 'true', 'false')),
      'role', NEW.`role`, 'banned', json(iif(NEW.`banned`, 'true', 'false')), 'banExpires', strftime('%Y-%m-%dT%H:%M:%fZ', NEW.`ban_expires` / 1000.0, 'unixepoch'),
      'isAnonymous', json(iif(NEW.`is_anonymous`, 'true', 'false')), 'twoFactorEnabled', json(iif(NEW.`two_factor_enabled`, 'true', 'false')),
      'createdAt', strftime('%Y-%m-%dT%H:%M:%fZ', NEW.`created_at` / 1000.0, 'unixepoch'), 'updatedAt', strftime('%Y-%m-%dT%H:%M:%fZ', NEW.`updated_at` / 1000.0, 'unixepoch')
    )
  );
END;--> statement-breakpoint
CREATE TRIGGER `user_updated_is_told` AFTER UPDATE OF `name`, `email`, `email_verified`, `image`, `username`, `display_username`, `phone_number`, `phone_number_verified`, `role`, `banned`, `ban_expires`, `is_anonymous`, `two_factor_enabled` ON `user`
WHEN EXISTS (SELECT 1 FROM `webhook_endpoint` WHERE `disabled_at` IS NULL AND instr(`events`, '"user.updated"') > 0)
  AND (
    NEW.`name` IS NOT OLD.`name` OR NEW.`email` IS NOT OLD.`email`
    OR NEW.`email_verified` IS NOT OLD.`email_verified` OR NEW.`image` IS NOT OLD.`image`
    OR NEW.`username` IS NOT OLD.`username` OR NEW.`display_username` IS NOT OLD.`display_username`
    OR NEW.`phone_number` IS NOT OLD.`phone_number`
    OR NEW.`phone_number_verified` IS NOT OLD.`phone_number_verified` OR NEW.`role` IS NOT OLD.`role`
    OR NEW.`banned` IS NOT OLD.`banned` OR NEW.`ban_expires` IS NOT OLD.`ban_expires`
    OR NEW.`is_anonymous` IS NOT OLD.`is_anonymous`
    OR NEW.`two_factor_enabled` IS NOT OLD.`two_factor_enabled`
  )
BEGIN
  INSERT INTO `webhook_message` (`id`, `at`, `type`, `data`) VALUES (
    'msg_' || lower(hex(randomblob(16))), cast(unixepoch('subsec') * 1000 AS integer), 'user.updated',
    json_object(
      'id', NEW.`id`, 'name', NEW.`name`, 'email', NEW.`email`, 'emailVerified', json(iif(NEW.`email_verified`, 'true', 'false')),
      'image', NEW.`image`, 'username', NEW.`username`, 'displayUsername', NEW.`display_username`,
      'phoneNumber', NEW.`phone_number`, 'phoneNumberVerified', json(iif(NEW.`phone_number_verified`, 'true', 'false')),
      'role', NEW.`role`, 'banned', json(iif(NEW.`banned`, 'true', 'false')), 'banExpires', strftime('%Y-%m-%dT%H:%M:%fZ', NEW.`ban_expires` / 1000.0, 'unixepoch'),
      'isAnonymous', json(iif(NEW.`is_anonymous`, 'true', 'false')), 'twoFactorEnabled', json(iif(NEW.`two_factor_enabled`, 'true', 'false')),
      'createdAt', strftime('%Y-%m-%dT%H:%M:%fZ', NEW.`created_at` / 1000.0, 'unixepoch'), 'updatedAt', strftime('%Y-%m-%dT%H:%M:%fZ', NEW.`updated_at` / 1000.0, 'unixepoch')
    )
  );
END;--> statement-breakpoint
CREATE TRIGGER `user_deleted_is_told` AFTER DELETE ON `user`
WHEN EXISTS (SELECT 1 FROM `webhook_endpoint` WHERE `disabled_at` IS NULL AND instr(`events`, '"user.deleted"') > 0)
BEGIN
  INSERT INTO `webhook_message` (`id`, `at`, `type`, `data`) VALUES (
    'msg_' || lower(hex(randomblob(16))), cast(unixepoch('subsec') * 1000 AS integer), 'user.deleted',
    json_object('id', OLD.`id`)
  );
END;--> statement-breakpoint
CREATE TRIGGER `session_created_is_told` AFTER INSERT ON `session`
WHEN EXISTS (SELECT 1 FROM `webhook_endpoint` WHERE `disabled_at` IS NULL AND instr(`events`, '"session.created"') > 0)
BEGIN
  INSERT INTO `webhook_message` (`id`, `at`, `type`, `data`) VALUES (
    'msg_' || lower(hex(randomblob(16))), cast(unixepoch('subsec') * 1000 AS integer), 'session.created',
    json_object(
      'id', NEW.`id`, 'userId', NEW.`user_id`, 'createdAt', strftime('%Y-%m-%dT%H:%M:%fZ', NEW.`created_at` / 1000.0, 'unixepoch'),
      'expiresAt', strftime('%Y-%m-%dT%H:%M:%fZ', NEW.`expires_at` / 1000.0, 'unixepoch'), 'ipAddress', NEW.`ip_address`, 'userAgent', NEW.`user_agent`,
      'place', NEW.`place`, 'impersonatedBy', NEW.`impersonated_by`
    )
  );
END;--> statement-breakpoint
CREATE TRIGGER `session_ended_is_told` AFTER DELETE ON `session`
WHEN EXISTS (SELECT 1 FROM `webhook_endpoint` WHERE `disabled_at` IS NULL AND instr(`events`, '"session.ended"') > 0)
BEGIN
  INSERT INTO `webhook_message` (`id`, `at`, `type`, `data`) VALUES (
    'msg_' || lower(hex(randomblob(16))), cast(unixepoch('subsec') * 1000 AS integer), 'session.ended',
    json_object('id', OLD.`id`, 'userId', OLD.`user_id`, 'reason', iif(OLD.`expires_at` <= cast(unixepoch('subsec') * 1000 AS integer), 'expired', 'ended'))
  );
END;--> statement-breakpoint
CREATE TRIGGER `organization_created_is_told` AFTER INSERT ON `organization`
WHEN EXISTS (SELECT 1 FROM `webhook_endpoint` WHERE `disabled_at` IS NULL AND instr(`events`, '"organization.created"') > 0)
BEGIN
  INSERT INTO `webhook_message` (`id`, `at`, `type`, `data`) VALUES (
    'msg_' || lower(hex(randomblob(16))), cast(unixepoch('subsec') * 1000 AS integer), 'organization.created',
    json_object(
      'id', NEW.`id`, 'name', NEW.`name`, 'slug', NEW.`slug`, 'logo', NEW.`logo`, 'createdAt', strftime('%Y-%m-%dT%H:%M:%fZ', NEW.`created_at` / 1000.0, 'unixepoch')
    )
  );
END;--> statement-breakpoint
CREATE TRIGGER `organization_updated_is_told` AFTER UPDATE OF `name`, `slug`, `logo` ON `organization`
WHEN EXISTS (SELECT 1 FROM `webhook_endpoint` WHERE `disabled_at` IS NULL AND instr(`events`, '"organization.updated"') > 0)
  AND (NEW.`name` IS NOT OLD.`name` OR NEW.`slug` IS NOT OLD.`slug` OR NEW.`logo` IS NOT OLD.`logo`)
BEGIN
  INSERT INTO `webhook_message` (`id`, `at`, `type`, `data`) VALUES (
    'msg_' || lower(hex(randomblob(16))), cast(unixepoch('subsec') * 1000 AS integer), 'organization.updated',
    json_object(
      'id', NEW.`id`, 'name', NEW.`name`, 'slug', NEW.`slug`, 'logo', NEW.`logo`, 'createdAt', strftime('%Y-%m-%dT%H:%M:%fZ', NEW.`created_at` / 1000.0, 'unixepoch')
    )
  );
END;--> statement-breakpoint
CREATE TRIGGER `organization_deleted_is_told` AFTER DELETE ON `organization`
WHEN EXISTS (SELECT 1 FROM `webhook_endpoint` WHERE `disabled_at` IS NULL AND instr(`events`, '"organization.deleted"') > 0)
BEGIN
  INSERT INTO `webhook_message` (`id`, `at`, `type`, `data`) VALUES (
    'msg_' || lower(hex(randomblob(16))), cast(unixepoch('subsec') * 1000 AS integer), 'organization.deleted',
    json_object('id', OLD.`id`, 'slug', OLD.`slug`)
  );
END;--> statement-breakpoint
CREATE TRIGGER `member_added_is_told` AFTER INSERT ON `member`
WHEN EXISTS (SELECT 1 FROM `webhook_endpoint` WHERE `disabled_at` IS NULL AND instr(`events`, '"organization.member.added"') > 0)
BEGIN
  INSERT INTO `webhook_message` (`id`, `at`, `type`, `data`) VALUES (
    'msg_' || lower(hex(randomblob(16))), cast(unixepoch('subsec') * 1000 AS integer), 'organization.member.added',
    json_object(
      'id', NEW.`id`, 'organizationId', NEW.`organization_id`, 'userId', NEW.`user_id`, 'role', NEW.`role`,
      'createdAt', strftime('%Y-%m-%dT%H:%M:%fZ', NEW.`created_at` / 1000.0, 'unixepoch')
    )
  );
END;--> statement-breakpoint
CREATE TRIGGER `member_updated_is_told` AFTER UPDATE OF `role` ON `member`
WHEN EXISTS (SELECT 1 FROM `webhook_endpoint` WHERE `disabled_at` IS NULL AND instr(`events`, '"organization.member.updated"') > 0)
  AND NEW.`role` <> OLD.`role`
BEGIN
  INSERT INTO `webhook_message` (`id`, `at`, `type`, `data`) VALUES (
    'msg_' || lower(hex(randomblob(16))), cast(unixepoch('subsec') * 1000 AS integer), 'organization.member.updated',
    json_object(
      'id', NEW.`id`, 'organizationId', NEW.`organization_id`, 'userId', NEW.`user_id`, 'role', NEW.`role`,
      'createdAt', strftime('%Y-%m-%dT%H:%M:%fZ', NEW.`created_at` / 1000.0, 'unixepoch')
    )
  );
END;--> statement-breakpoint
CREATE TRIGGER `member_removed_is_told` AFTER DELETE ON `member`
WHEN EXISTS (SELECT 1 FROM `webhook_endpoint` WHERE `disabled_at` IS NULL AND instr(`events`, '"organization.member.removed"') > 0)
  AND EXISTS (SELECT 1 FROM `organization` WHERE `id` = OLD.`organization_id`)
BEGIN
  INSERT INTO `webhook_message` (`id`, `at`, `type`, `data`) VALUES (
    'msg_' || lower(hex(randomblob(16))), cast(unixepoch('subsec') * 1000 AS integer), 'organization.member.removed',
    json_object(
      'id', OLD.`id`, 'organizationId', OLD.`organization_id`, 'userId', OLD.`user_id`, 'role', OLD.`role`,
      'createdAt', strftime('%Y-%m-%dT%H:%M:%fZ', OLD.`created_at` / 1000.0, 'unixepoch')
    )
  );
END;--> statement-breakpoint
CREATE TRIGGER `invitation_created_is_told` AFTER INSERT ON `invitation`
WHEN EXISTS (SELECT 1 FROM `webhook_endpoint` WHERE `disabled_at` IS NULL AND instr(`events`, '"organization.invitation.created"') > 0)
BEGIN
  INSERT INTO `webhook_message` (`id`, `at`, `type`, `data`) VALUES (
    'msg_' || lower(hex(randomblob(16))), cast(unixepoch('subsec') * 1000 AS integer), 'organization.invitation.created',
    json_object(
      'id', NEW.`id`, 'organizationId', NEW.`organization_id`, 'email', NEW.`email`, 'role', NEW.`role`,
      'teamId', NEW.`team_id`, 'status', NEW.`status`, 'inviterId', NEW.`inviter_id`,
      'createdAt', strftime('%Y-%m-%dT%H:%M:%fZ', NEW.`created_at` / 1000.0, 'unixepoch'), 'expiresAt', strftime('%Y-%m-%dT%H:%M:%fZ', NEW.`expires_at` / 1000.0, 'unixepoch')
    )
  );
END;--> statement-breakpoint
CREATE TRIGGER `invitation_answered_is_told` AFTER UPDATE OF `status` ON `invitation`
WHEN EXISTS (SELECT 1 FROM `webhook_endpoint` WHERE `disabled_at` IS NULL AND instr(`events`, '"' || 'organization.invitation.' || NEW.`status` || '"') > 0)
  AND NEW.`status` <> OLD.`status`
BEGIN
  INSERT INTO `webhook_message` (`id`, `at`, `type`, `data`) VALUES (
    'msg_' || lower(hex(randomblob(16))), cast(unixepoch('subsec') * 1000 AS integer), 'organization.invitation.' || NEW.`status`,
    json_object(
      'id', NEW.`id`, 'organizationId', NEW.`organization_id`, 'email', NEW.`email`, 'role', NEW.`role`,
      'teamId', NEW.`team_id`, 'status', NEW.`status`, 'inviterId', NEW.`inviter_id`,
      'createdAt', strftime('%Y-%m-%dT%H:%M:%fZ', NEW.`created_at` / 1000.0, 'unixepoch'), 'expiresAt', strftime('%Y-%m-%dT%H:%M:%fZ', NEW.`expires_at` / 1000.0, 'unixepoch')
    )
  );
END;--> statement-breakpoint
-- A message goes to everybody who asked for its event then. One for a trial is put on its way by itself.
CREATE TRIGGER `webhook_message_is_sent` AFTER INSERT ON `webhook_message`
WHEN NEW.`type` <> 'webhook.test'
BEGIN
  INSERT INTO `webhook_delivery` (`id`, `message_id`, `endpoint_id`, `at`, `state`, `tries`, `due_at`)
  SELECT lower(hex(randomblob(16))), NEW.`id`, `id`, NEW.`at`, 'pending', 0, 0 FROM `webhook_endpoint`
  WHERE `disabled_at` IS NULL AND instr(`events`, '"' || NEW.`type` || '"') > 0;
END;--> statement-breakpoint
-- Devices that are known already were seen when they became known.
UPDATE `known_device` SET `last_seen_at` = `first_seen_at`;
