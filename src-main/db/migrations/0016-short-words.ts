import type { Migration } from '../migration.ts';

/**
 * Words of one and two letters also find cities and states, and employers, addresses, licenses and specialties are found too. The content
 * of the search must follow exactly from a lead's row, so it is rebuilt while the desk is idle, from the leads and the notes and phones
 * that the search had.
 */
export const shortWords: Migration = {
  version: 16,
  name: 'search by short words, places and employers',
  sql: `
CREATE TEMP TABLE region_name AS WITH r (code, name) AS (VALUES
    ('AL','ALABAMA'), ('AK','ALASKA'), ('AZ','ARIZONA'), ('AR','ARKANSAS'), ('CA','CALIFORNIA'), ('CO','COLORADO'),
    ('CT','CONNECTICUT'), ('DE','DELAWARE'), ('DC','DISTRICT OF COLUMBIA'), ('FL','FLORIDA'), ('GA','GEORGIA'), ('HI','HAWAII'),
    ('ID','IDAHO'), ('IL','ILLINOIS'), ('IN','INDIANA'), ('IA','IOWA'), ('KS','KANSAS'), ('KY','KENTUCKY'), ('LA','LOUISIANA'),
    ('ME','MAINE'), ('MD','MARYLAND'), ('MA','MASSACHUSETTS'), ('MI','MICHIGAN'), ('MN','MINNESOTA'), ('MS','MISSISSIPPI'),
    ('MO','MISSOURI'), ('MT','MONTANA'), ('NE','NEBRASKA'), ('NV','NEVADA'), ('NH','NEW HAMPSHIRE'), ('NJ','NEW JERSEY'),
    ('NM','NEW MEXICO'), ('NY','NEW YORK'), ('NC','NORTH CAROLINA'), ('ND','NORTH DAKOTA'), ('OH','OHIO'), ('OK','OKLAHOMA'),
    ('OR','OREGON'), ('PA','PENNSYLVANIA'), ('RI','RHODE ISLAND'), ('SC','SOUTH CAROLINA'), ('SD','SOUTH DAKOTA'),
    ('TN','TENNESSEE'), ('TX','TEXAS'), ('UT','UTAH'), ('VT','VERMONT'), ('VA','VIRGINIA'), ('WA','WASHINGTON'),
    ('WV','WEST VIRGINIA'), ('WI','WISCONSIN'), ('WY','WYOMING'), ('PR','PUERTO RICO'), ('GU','GUAM'), ('VI','VIRGIN ISLANDS'),
    ('AS','AMERICAN SAMOA'), ('MP','NORTHERN MARIANA ISLANDS'), ('AB','ALBERTA'), ('BC','BRITISH COLUMBIA'), ('MB','MANITOBA'),
    ('NB','NEW BRUNSWICK'), ('NL','NEWFOUNDLAND AND LABRADOR'), ('NS','NOVA SCOTIA'), ('NT','NORTHWEST TERRITORIES'),
    ('NU','NUNAVUT'), ('ON','ONTARIO'), ('PE','PRINCE EDWARD ISLAND'), ('QC','QUEBEC'), ('SK','SASKATCHEWAN'), ('YT','YUKON'))
  SELECT code, name FROM r;
CREATE TEMP TABLE known_text (id INTEGER PRIMARY KEY, name TEXT NOT NULL, other TEXT NOT NULL, phones TEXT NOT NULL);
INSERT INTO known_text
SELECT id, trim(name), trim(other), CASE phones WHEN '' THEN '[]' ELSE '["' || replace(trim(phones), ' ', '","') || '"]' END FROM lead_text;
INSERT OR REPLACE INTO known_text
SELECT json_extract(j.value, '$[0]'), json_extract(j.value, '$[1]'), json_extract(j.value, '$[2]') || char(10) || json_extract(j.value, '$[3]'), json_extract(j.value, '$[4]')
FROM lead_text_late l, json_each(l.texts) j;

DELETE FROM lead_text_late;
DELETE FROM lead_text;
DELETE FROM lead_often;
DELETE FROM meta WHERE key = 'lead_often_chunks';
INSERT INTO lead_find (lead_find) VALUES ('delete-all');

-- Every lead waits again. 4 and 5 are the address in a record's fields, 25 its employers.
INSERT INTO lead_text_late (first_lead, last_lead, texts)
SELECT min(id), max(id), json_group_array(json_array(id, name, words, '', json(phones), places))
FROM (
  SELECT k.id, k.phones,
    trim(coalesce(l.first_name || ' ' || l.last_name, k.name)) AS name,
    coalesce(l.city, '') || char(10) ||
      coalesce(l.state, '') || char(10) || coalesce(r.name, '') || char(10) ||
      coalesce((
        SELECT group_concat(json_extract(e.value, '$.company'), char(10))
        FROM lead_record o, json_each(o.fields, '$[25]') e
        WHERE o.lead_id = k.id AND e.type = 'object'
      ), '') AS places,
    k.other || char(10) || coalesce(l.zip || ' ' || l.license || ' ' || l.specialties, '') || char(10) ||
      coalesce((
        SELECT group_concat(json_extract(o.fields, '$[4]') || ' ' || coalesce(nullif(json_extract(o.fields, '$[5]'), 0), ''), char(10))
        FROM lead_record o WHERE o.lead_id = k.id AND json_extract(o.fields, '$[4]') <> 0
      ), '') AS words
  FROM known_text k LEFT JOIN lead l ON l.id = k.id LEFT JOIN temp.region_name r ON r.code = l.state
  ORDER BY k.id
)
GROUP BY id / 250 ORDER BY id / 250;
DROP TABLE known_text;
DROP TABLE region_name;
`,
};
