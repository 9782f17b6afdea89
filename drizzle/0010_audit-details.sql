-- Which way of signing in, and other short details, are found without reading every sign-in.
CREATE INDEX `audit_event_event_detail_idx` ON `audit_event` (`event`, substr(`detail`, 1, 40), `seq`);
