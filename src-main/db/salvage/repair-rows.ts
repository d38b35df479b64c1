import type Database from 'better-sqlite3';
import { COUNT_TABLES, type CountTable, ID_TABLE } from '../damage/objects.ts';
import type { CopiedTable } from './copy-rows.ts';

/** Why a job of a salvaged desk is unknown, as shown to the operator. */
const WHY = 'The data was damaged: the vendor may or may not have received this';

/** What was changed so that the salvaged rows are consistent. */
export interface Repairs {
  /** Jobs that were ready or in flight, and may have been sent. */
  readonly unknownJobs: number;
  /** Rows that were left out because the rows they belong to are lost. */
  readonly dropped: Map<string, number>;
}

/**
 * Makes the salvaged rows consistent: lost parents are replaced, jobs whose state is uncertain become unknown (`docs/queue.md`: no job is
 * sent twice), and counts are computed again. In the caller's transaction.
 */
export function repairRows(db: Database.Database, copied: readonly CopiedTable[], now: number): Repairs {
  standIns(db, now);
  const dropped = dropDangling(db);
  const damaged = (table: string) => copied.some((one) => one.table === table && one.damaged);
  const unknownJobs = doubtJobs(db, damaged('job') || damaged('attempt'), now);
  if (damaged('job')) missedJobs(db, now);
  for (const table of COUNT_TABLES) countAgain(db, table);
  db.exec('DELETE FROM lead_index_state; INSERT INTO lead_index_state VALUES (1, 0)');
  return { unknownJobs, dropped };
}

/** Adds replacements for lost connections and groups that have jobs or records. The jobs must be kept, so that nothing is sent again. */
function standIns(db: Database.Database, now: number): void {
  db.prepare(
    `INSERT INTO connection (id, kind, name, url, user, options, timeout_ms, run_state, run_reason, removed_at, created_at)
     SELECT id, coalesce((SELECT kind FROM lead_record WHERE connection_id = lost.id LIMIT 1), 'crocodial'),
       'Lost connection ' || id, '', '', '{}', 30000, 'paused', 'Its settings were lost with the damaged data', ?, ?
     FROM (SELECT connection_id AS id FROM job UNION SELECT connection_id FROM job_group UNION SELECT connection_id FROM lead_record
       UNION SELECT connection_id FROM offered_lead UNION SELECT connection_id FROM unlock_request UNION SELECT connection_id FROM offer_act
       UNION SELECT connection_id FROM lead_reject) lost
     WHERE id IS NOT NULL AND id NOT IN (SELECT id FROM connection)`,
  ).run(now, now);
  db.prepare(
    `INSERT INTO job_group (id, connection_id, kind, label, paused, created_at)
     SELECT group_id, min(connection_id), 'dial', 'Lost group ' || group_id, 1, ?
     FROM job WHERE group_id NOT IN (SELECT id FROM job_group) GROUP BY group_id`,
  ).run(now);
}

/** Deletes rows that refer to a lost row, until there are none left, and counts them. */
function dropDangling(db: Database.Database): Map<string, number> {
  const dropped = new Map<string, number>();
  for (let round = 0; round < 10; round++) {
    const found = db.pragma('foreign_key_check') as {
      table: string;
      rowid: number | null;
      parent: string;
      fkid: number;
    }[];
    if (found.length === 0) break;
    for (const table of new Set(found.map((one) => one.table))) {
      const keys = db.pragma(`foreign_key_list("${table}")`) as {
        id: number;
        table: string;
        from: string;
        to: string;
      }[];
      for (const key of keys) {
        const { changes } = db
          .prepare(
            `DELETE FROM "${table}" WHERE "${key.from}" IS NOT NULL AND "${key.from}" NOT IN (SELECT "${key.to}" FROM "${key.table}")`,
          )
          .run();
        if (changes > 0) dropped.set(table, (dropped.get(table) ?? 0) + changes);
      }
    }
  }
  return dropped;
}

function doubtJobs(db: Database.Database, all: boolean, now: number): number {
  const set = `UPDATE job SET state = 'unknown', not_before = 0, reason = ?, updated_at = ?`;
  let { changes } = db.prepare(`${set} WHERE state = 'sending'`).run(WHY, now);
  const lost = `attempts <> (SELECT count(*) FROM attempt a WHERE a.job_id = job.id)`;
  const open = `EXISTS (SELECT 1 FROM attempt a WHERE a.job_id = job.id AND a.ended_at IS NULL)`;
  changes += db
    .prepare(`${set} WHERE (state = 'ready' OR state = 'held') AND (${all ? '1' : '0'} OR ${lost} OR ${open})`)
    .run(WHY, now).changes;
  db.prepare(
    `UPDATE attempt SET ended_at = ?, outcome = 'unknown', error = 'The desk''s data was damaged before the answer was kept' WHERE ended_at IS NULL`,
  ).run(now);
  return changes;
}

/** Adds an unknown job for each row of a started import whose job is lost: it was added to the queue, and its result is not known. */
function missedJobs(db: Database.Database, now: number): void {
  db.prepare(
    `INSERT OR IGNORE INTO job (connection_id, group_id, source, lane, state, reason, updated_at)
     SELECT i.connection_id, i.group_id, r.id, coalesce(r.phone, ''), 'unknown', ?, ?
     FROM dial_import i JOIN job_group g ON g.id = i.group_id
       JOIN import_row r ON r.id BETWEEN i.id * 2147483648 AND i.id * 2147483648 + i.started_to
     WHERE r.verdict = 0 AND i.connection_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM job j WHERE j.source = r.id AND j.connection_id = i.connection_id)`,
  ).run(WHY, now);
}

/**
 * Counts the rows again of which a table holds numbers: some seconds for a million; or looks for the highest id of each table. In the
 * caller's transaction.
 */
export function countAgain(db: Database.Database, table: CountTable | typeof ID_TABLE): void {
  if (table === ID_TABLE) findIdsAgain(db);
  else db.exec(COUNTS[table]);
}

/** How many ids are left out after the highest one: the newest rows may have been deleted, and their ids are not given twice. */
const LEFT_OUT = 1_000;

function findIdsAgain(db: Database.Database): void {
  const tables = db.prepare<[], string>(
    `SELECT name FROM sqlite_schema WHERE type = 'table' AND sql LIKE '%AUTOINCREMENT%'`,
  );
  db.exec(`DELETE FROM ${ID_TABLE}`);
  const note = db.prepare<[string, number]>(`INSERT INTO ${ID_TABLE} (name, seq) VALUES (?, ?)`);
  for (const table of tables.pluck().all()) {
    const highest = db.prepare<[], number | null>(`SELECT max(rowid) FROM "${table}"`).pluck().get();
    note.run(table, (highest ?? 0) + LEFT_OUT);
  }
}

const COUNTS: Readonly<Record<CountTable, string>> = {
  job_count: `DELETE FROM job_count;
   INSERT INTO job_count SELECT connection_id, group_id, state, count(*) FROM job GROUP BY connection_id, group_id, state`,
  import_verdict: `DELETE FROM import_verdict;
   INSERT INTO import_verdict SELECT id >> 31, verdict, count(*) FROM import_row
   WHERE (id >> 31) IN (SELECT id FROM dial_import) GROUP BY id >> 31, verdict`,
};
