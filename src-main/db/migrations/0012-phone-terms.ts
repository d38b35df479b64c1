import type { Migration } from '../migration.ts';

/**
 * Any five consecutive digits of a phone become a term, so that more than four typed digits match few leads, and all terms of phones get a
 * mark that no word has. The content of the full-text index must follow exactly from a lead's row, so it is rebuilt while the desk is idle.
 */
export const phoneTerms: Migration = {
  version: 12,
  name: 'terms of phones',
  sql: `
DROP TABLE lead_find;
CREATE VIRTUAL TABLE lead_find USING fts5(terms, content = '', tokenize = 'ascii', detail = none, columnsize = 0);
INSERT INTO lead_find (lead_find, rank) VALUES ('secure-delete', 1);
INSERT INTO lead_find (lead_find, rank) VALUES ('automerge', 32);
INSERT INTO lead_find (lead_find, rank) VALUES ('usermerge', 4);
INSERT INTO lead_find (lead_find, rank) VALUES ('crisismerge', 1999);
INSERT INTO lead_find (lead_find, rank) VALUES ('hashsize', 8388608);

-- Every lead waits again, before those that wait already.
UPDATE lead_text_late SET id = -id;
INSERT INTO lead_text_late (first_lead, last_lead, texts)
SELECT min(id), max(id), json_group_array(json_array(id, name, other, '', json(phones)))
FROM (
  SELECT id, trim(name) AS name, trim(other) AS other,
    CASE phones WHEN '' THEN '[]' ELSE '["' || replace(trim(phones), ' ', '","') || '"]' END AS phones
  FROM lead_text ORDER BY id
)
GROUP BY id / 250 ORDER BY id / 250;
INSERT INTO lead_text_late (first_lead, last_lead, texts)
SELECT first_lead, last_lead, texts FROM lead_text_late WHERE id < 0 ORDER BY id DESC;
DELETE FROM lead_text_late WHERE id < 0;
DELETE FROM lead_text;
DELETE FROM lead_often;
DELETE FROM meta WHERE key = 'lead_often_chunks';
`,
};
