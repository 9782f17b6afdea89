-- Guests whose sessions are over are removed; the query has the same literal.
CREATE INDEX `user_guests_idx` ON `user` (`created_at`) WHERE `is_anonymous` = 1;
