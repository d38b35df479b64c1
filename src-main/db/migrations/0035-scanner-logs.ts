import type { Migration } from '../migration.ts';

/** LeadExec's logs of how it scanned for posted leads, as they were read last. */
export const scannerLogs: Migration = {
  version: 35,
  name: 'scanner logs of posted leads',
  sql: `
CREATE TABLE leadexec_scanner_log (
  connection_id INTEGER NOT NULL REFERENCES connection (id),
  post_id INTEGER NOT NULL REFERENCES delivery_post (id),
  read_at INTEGER NOT NULL,
  -- JSON: the lines with their dates. They are about a person, and are deleted with the person's data.
  lines TEXT NOT NULL,
  PRIMARY KEY (connection_id, post_id)
) STRICT;
CREATE INDEX leadexec_scanner_log_post ON leadexec_scanner_log (post_id);
CREATE INDEX leadexec_scanner_log_read ON leadexec_scanner_log (read_at);
`,
};
