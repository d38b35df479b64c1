import { z } from 'zod';
import { askOnce } from '../../connections/ask-once.ts';
import { asDocumented } from '../../vendors/leadexec/as-documented.ts';
import type { CallDefinition } from '../../vendors/leadexec/call-definition.ts';
import type { Answer, UnreadRow } from '../../vendors/leadexec/read-answer.ts';
import type { Accounts } from '../accounts.ts';
import type { RecordReading } from './readings.ts';
import { type Members, membersOf } from './shown-values.ts';

/** The most pages that are read. A page without new rows also ends reading, whatever the count says. */
const PAGES_AT_MOST = 10_000;

/** The rows of an answer as received, or why there are none. */
export type RawRows =
  | { readonly rows: readonly Members[]; readonly unread: readonly UnreadRow[]; readonly whole: boolean }
  | { readonly error: string };

/**
 * A call whose rows are accepted as received, because a copy keeps what is not in the document. Only the names of documented members, flags
 * and numbers are as in the document, so that nobody has to tell "False" from true.
 */
function lenient(definition: CallDefinition): CallDefinition {
  const { answer } = definition;
  if (answer.is === 'rows' || answer.is === 'one') {
    return { ...definition, answer: { ...answer, of: anyRow(answer.of) } };
  }
  if (answer.is === 'page') {
    return { ...definition, answer: { ...answer, of: anyRow(answer.of), page: anyRow(answer.page) } };
  }
  throw new Error(`${definition.section} does not read records`);
}

const anyRow = (documented: z.ZodType) =>
  z.preprocess((row) => asDocumented(documented, row), z.record(z.string(), z.unknown()));

export interface ReadPorts {
  readonly accounts: Accounts;
  /** Makes a request when it is its turn. */
  readonly pace: <T>(work: () => Promise<T>) => Promise<T>;
  /** Called after each page: the rows that were read, and their number, if the answer says it. */
  readonly onPage: (read: number, of: number | null) => void;
}

/** All rows of a reading, page by page. */
export async function readRaw(
  { accounts, pace, onPage }: ReadPorts,
  connectionId: number,
  { definition, given, take, whole }: RecordReading,
): Promise<RawRows> {
  const called = lenient(definition);
  const rows: Members[] = [];
  const unread: UnreadRow[] = [];
  for (let page = 0; page < PAGES_AT_MOST; page++) {
    const skip = page * (take ?? 0);
    let came = '';
    const client = accounts.client(connectionId, async (request) => {
      const result = await askOnce(request);
      came = result.kind === 'answer' ? result.body.trim() : '';
      return result;
    });
    const answer: Answer<unknown> = await pace(() => client.ask(called, given(skip)));
    if (answer.kind === 'refused') return { error: answer.sentence };
    if (answer.kind === 'declined') return { error: `${definition.section}: LeadExec answered: ${answer.words}` };
    // A missing list is not an empty list, because what was read before may still exist.
    if (came === '')
      return { error: `${definition.section}: LeadExec’s answer was empty. The previous data was kept.` };
    if (came === 'null') return { rows, unread, whole: false };
    unread.push(...answer.unread);
    const { list, total } = listOf(called, answer.value);
    rows.push(...list);
    onPage(rows.length, total);
    if (take === null) return { rows, unread, whole };
    if (list.length < take || (total !== null && skip + take >= total)) {
      // If a list changes while its pages are read, a row may have been missed.
      return { rows, unread, whole: whole && (total === null || rows.length >= total) };
    }
  }
  return { rows, unread, whole: false };
}

function listOf({ answer }: CallDefinition, value: unknown): { list: readonly Members[]; total: number | null } {
  if (answer.is === 'one') return { list: value === null ? [] : [membersOf(value)], total: null };
  const { rows, page } = membersOf(value);
  const list = Array.isArray(value) ? (value as unknown[]) : Array.isArray(rows) ? (rows as unknown[]) : [];
  const total = Number(membersOf(page).QueryTotal ?? Number.NaN);
  return { list: list.map(membersOf), total: Number.isFinite(total) ? total : null };
}
