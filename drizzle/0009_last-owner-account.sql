-- The account of the last owner of an organization stays, whichever way it would go: `app/db/leaving.server.ts` comes first.
CREATE TRIGGER `user_last_owner_stays` BEFORE DELETE ON `user`
WHEN EXISTS (
  SELECT 1 FROM `member` AS `owned`
  WHERE `owned`.`user_id` = OLD.`id` AND (',' || `owned`.`role` || ',') LIKE '%,owner,%'
    AND NOT EXISTS (
      SELECT 1 FROM `member` AS `other`
      WHERE `other`.`organization_id` = `owned`.`organization_id` AND `other`.`id` <> `owned`.`id`
        AND (',' || `other`.`role` || ',') LIKE '%,owner,%'
    )
)
BEGIN
  SELECT RAISE(ABORT, 'LAST_OWNER');
END;
