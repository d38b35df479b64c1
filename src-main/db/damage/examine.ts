import { openPageFile, type PageFile } from '../pages/page-file.ts';
import { type ReadProgress, rowProgress } from '../pages/read-progress.ts';
import { TreeReader, type TreeRow } from '../pages/tree.ts';
import { readKeptSchema, type SchemaEntry } from './kept-schema.ts';
import { isDerived } from './objects.ts';

/** The state of a table or index. */
export interface ObjectState {
  readonly type: 'table' | 'index';
  readonly name: string;
  /** The table itself, or that of the index. */
  readonly table: string;
  readonly root: number;
  /** The number of readable rows. */
  readonly rows: number;
  readonly badPages: readonly number[];
  readonly badRows: number;
  /** The number of rows that may have been on unreadable pages; 0 if the row ids don't show it. */
  readonly gap: number;
}

/** The state of a whole data file, read page by page without SQLite. */
export interface Examination {
  readonly headerFault: string | null;
  readonly log: PageFile['wal']['state'];
  /** The source of the list of tables; null if there is none, so that pages can't be assigned to tables. */
  readonly schema: 'file' | 'kept' | null;
  readonly userVersion: number | null;
  readonly objects: readonly ObjectState[];
}

/** The list of tables of a file: its own, or the stored copy if its own can't be read. */
export function schemaOf(
  file: PageFile,
  path: string,
  seen: Map<number, number>,
): { entries: SchemaEntry[]; from: Examination['schema']; version: number | null } {
  const kept = readKeptSchema(path);
  const own: SchemaEntry[] = [];
  const reader = new TreeReader(file, 1, seen);
  for (const { values } of reader.rows()) {
    const [type, name, table, root, sql] = values;
    if (typeof type !== 'string' || typeof name !== 'string' || typeof table !== 'string') reader.damage.rows++;
    else own.push({ type, name, table, root: Number(root ?? 0), sql: typeof sql === 'string' ? sql : null });
  }
  const whole = reader.damage.pages.length === 0 && reader.damage.rows === 0 && own.length > 0;
  const head = file.page(1);
  const cookie = head?.readUInt32BE(40);
  const version = file.headerFault === null && head !== null ? head.readUInt32BE(60) : null;
  // If the number is the same, two different texts can't both be right. The stored copy has been checked by its hash.
  const same = kept !== null && JSON.stringify(kept.entries) === JSON.stringify(own);
  if (whole && (kept === null || same || (file.headerFault === null && cookie !== kept.cookie)))
    return { entries: own, from: 'file', version: version ?? kept?.version ?? null };
  if (kept !== null) return { entries: kept.entries, from: 'kept', version: kept.version };
  return { entries: own, from: own.length > 0 ? 'file' : null, version };
}

/** The b-trees with rows: tables and indexes, but not views or virtual tables. */
export const treesOf = (entries: readonly SchemaEntry[]): SchemaEntry[] =>
  entries.filter(({ type, root }) => root > 0 && (type === 'table' || type === 'index'));

/**
 * Reads every page of a data file that no connection of this process has open.
 *
 * @throws Error of the file system if not even its first bytes can be read
 */
export function examine(
  path: string,
  {
    onRow = () => {},
    progress = () => {},
  }: {
    readonly onRow?: (entry: SchemaEntry, row: TreeRow) => void;
    readonly progress?: (now: ReadProgress) => void;
  } = {},
): Examination {
  const file = openPageFile(path);
  try {
    const seen = new Map<number, number>();
    const schema = schemaOf(file, path, seen);
    const readRow = rowProgress(progress, () => ({ done: seen.size, total: file.pageCount }));
    const objects = treesOf(schema.entries).map((entry): ObjectState => {
      const reader = new TreeReader(file, entry.root, seen);
      let rows = 0;
      for (const row of reader.rows()) {
        rows++;
        onRow(entry, row);
        readRow();
      }
      const { pages, rows: badRows, gap } = reader.damage;
      const { type, name, table, root } = entry;
      return { type: type as ObjectState['type'], name, table, root, rows, badPages: pages, badRows, gap };
    });
    const { headerFault, wal } = file;
    return {
      headerFault,
      log: wal.state,
      schema: schema.from,
      userVersion: schema.version,
      objects,
    };
  } finally {
    file.close();
  }
}

/** Whether an object has any damage. */
export const isBad = (object: Pick<ObjectState, 'badPages' | 'badRows'>): boolean =>
  object.badPages.length > 0 || object.badRows > 0;

/** Whether a damaged file still has everything that can't be rebuilt: only indexes and derived tables are damaged. */
export function losesNothing(found: Examination): boolean {
  if (found.schema === null) return false;
  const lost = found.objects.filter((object) => isBad(object) && object.type === 'table' && !isDerived(object.table));
  return lost.length === 0;
}

/** Whether nothing is damaged. */
export const isSound = (found: Examination): boolean =>
  found.headerFault === null && found.log !== 'damaged' && found.schema === 'file' && !found.objects.some(isBad);
