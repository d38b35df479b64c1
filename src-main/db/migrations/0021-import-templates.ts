import type { Migration } from '../migration.ts';

/** Templates of imports, what is remembered for a file's header besides its columns, and the read-back of loaded leads. */
export const importTemplates: Migration = {
  version: 21,
  name: 'templates of imports, and what was read back',
  sql: `
-- JSON of the list and campaign that a dialer's lists go to unless said otherwise; null for none.
ALTER TABLE connection ADD COLUMN defaults TEXT;
-- Where the last import with this header went, and with which settings (JSON); null where it was never said.
ALTER TABLE remembered_mapping ADD COLUMN connection_id INTEGER;
ALTER TABLE remembered_mapping ADD COLUMN settings TEXT;

CREATE TABLE import_template (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE COLLATE NOCASE,
  header TEXT NOT NULL,
  mapping TEXT NOT NULL, settings TEXT NOT NULL,
  connection_id INTEGER,
  created_at INTEGER NOT NULL, used_at INTEGER NOT NULL
) STRICT;
CREATE INDEX import_template_header ON import_template (header);

-- A value that the dialer holds otherwise than it was shown. It is a person's: it goes with the person.
CREATE TABLE held_value (
  job_id INTEGER NOT NULL REFERENCES job (id),
  field TEXT NOT NULL,
  shown TEXT NOT NULL, held TEXT NOT NULL,
  PRIMARY KEY (job_id, field)
) STRICT, WITHOUT ROWID;

-- Requests that only read, made outside the queue. Never what they answered: that is a person's.
CREATE TABLE reading_request (
  id INTEGER PRIMARY KEY,
  connection_id INTEGER NOT NULL REFERENCES connection (id),
  job_id INTEGER REFERENCES job (id),
  function TEXT NOT NULL,
  at INTEGER NOT NULL, took_ms INTEGER NOT NULL,
  http_status INTEGER,
  outcome TEXT NOT NULL,
  words TEXT NOT NULL
) STRICT;
CREATE INDEX reading_request_connection ON reading_request (connection_id, id);
CREATE INDEX reading_request_job ON reading_request (job_id) WHERE job_id IS NOT NULL;
`,
};
