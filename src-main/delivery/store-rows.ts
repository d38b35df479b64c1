import type { PostCheck, RowIssue } from '../../src-preload/contract/index.ts';
import type { Store } from '../db/store.ts';
import { doNotCallLookup } from '../dialing/do-not-call.ts';
import { forgottenTest } from '../leads/forgotten.ts';
import { emailKey, knownPhone } from '../leads/keys.ts';
import { yieldToEventLoop } from '../platform/yielding.ts';
import type { CheckedPost } from './check/check-posts.ts';
import { isOpen, postedBeforeLookup } from './posted-before.ts';
import { type NewPost, postInserter } from './rows/add-posts.ts';
import { readFieldMap } from './rows/post.ts';
import { PeopleOfBatch } from './same-person.ts';
import { issueWords } from './words.ts';

/** The number of rows stored at once. */
const AT_ONCE = 250;
/** The number of rows shown for a check. */
const SAMPLE = 20;

export interface StoreRowsOptions {
  readonly batchId: number;
  readonly connectionId: number;
  /** False for a dry run, which writes nothing. */
  readonly keep: boolean;
  /** The codes of errors that the operator overrules. */
  readonly overruled: ReadonlySet<string>;
  readonly leaveOutPosted: boolean;
  /** Whether phones and email addresses tell the people of this batch apart: a value that is set for all leads doesn't. */
  readonly identifies: { readonly phone: boolean; readonly email: boolean };
}

/**
 * Stores checked rows, and adds issues that a row by itself doesn't show: from the do-not-call list, erased people, earlier posts, and
 * earlier rows about the same person.
 */
export class RowStore {
  readonly #store: Store;
  readonly #options: StoreRowsOptions;
  readonly #insert: (post: NewPost) => void;
  readonly #isListed: (phone: string) => boolean;
  readonly #before: ReturnType<typeof postedBeforeLookup>;
  readonly #people: PeopleOfBatch;
  readonly #reasons = new Map<
    string,
    { code: RowIssue['code']; field: string; severity: RowIssue['severity']; rows: number }
  >();
  readonly #clean: PostCheck['sample'] = [];
  readonly #found: PostCheck['sample'] = [];
  #rows = 0;
  #leftOut = 0;

  constructor(store: Store, options: StoreRowsOptions) {
    this.#store = store;
    this.#options = options;
    this.#insert = postInserter(store);
    this.#isListed = doNotCallLookup(store);
    this.#before = postedBeforeLookup(store, options);
    this.#people = new PeopleOfBatch(options.identifies);
  }

  get toPost(): number {
    return this.#rows - this.#leftOut;
  }

  /** Stores a batch of rows, a few per transaction, so that other commands can run in between. */
  async take(posts: readonly CheckedPost[]): Promise<void> {
    for (let at = 0; at < posts.length; at += AT_ONCE) {
      this.#takeSome(posts.slice(at, at + AT_ONCE));
      await yieldToEventLoop();
    }
  }

  #takeSome(posts: readonly CheckedPost[]): void {
    const { keep, batchId } = this.#options;
    const take = () => {
      const isErased = forgottenTest(this.#store);
      for (const post of posts) {
        const issues = this.#issuesOf(post, isErased);
        const leftOut = issues.length > 0 && issues.some(({ severity }) => severity === 'error');
        if (!leftOut) this.#people.add(post, post.row);
        this.#count(post, issues, leftOut);
        if (!keep) continue;
        const { row, leadId, fields, reference, phone, email } = post;
        this.#insert({ batchId, row, leadId, fields, reference, phone, email, issues, leftOut });
      }
    };
    if (keep) this.#store.write(take);
    else this.#store.read(take);
  }

  #issuesOf(post: CheckedPost, isErased: ReturnType<typeof forgottenTest>): readonly RowIssue[] {
    const known = this.#known(post, isErased);
    const earlier = this.#people.earlierRow(post);
    if (earlier > 0) {
      known.push({ code: 'duplicate-in-file', field: '', severity: 'error', detail: `row ${earlier}` });
    }
    if (known.length === 0 && post.issues.length === 0) return post.issues;
    return [...post.issues, ...known].map((issue) => this.#weighed(issue));
  }

  #known({ phone, email }: CheckedPost, isErased: ReturnType<typeof forgottenTest>): RowIssue[] {
    const issues: RowIssue[] = [];
    const keys = (key: string | null) => (key === null ? [] : [key]);
    if (isErased?.({ phones: keys(knownPhone(phone).key), emails: keys(emailKey(email)), externalIds: [] }))
      issues.push({ code: 'erased', field: '', severity: 'error' });
    if (phone !== '' && this.#isListed(phone)) issues.push({ code: 'do-not-call', field: '', severity: 'error' });
    const before = this.#before({ phone, email });
    if (before !== null) {
      const detail = `job ${before.jobId}, ${before.state}`;
      if (isOpen(before)) issues.push({ code: 'posted-and-open', field: '', severity: 'error', detail });
      else
        issues.push({
          code: 'posted-before',
          field: '',
          severity: this.#options.leaveOutPosted ? 'error' : 'warning',
          detail,
        });
    }
    return issues;
  }

  #weighed(issue: RowIssue): RowIssue {
    return issue.severity === 'error' && this.#options.overruled.has(issue.code)
      ? { ...issue, severity: 'warning' }
      : issue;
  }

  #count({ row, fields }: CheckedPost, issues: readonly RowIssue[], leftOut: boolean): void {
    this.#rows++;
    if (leftOut) this.#leftOut++;
    for (const { code, field, severity } of issues) {
      const key = `${code}|${field}|${severity}`;
      const known = this.#reasons.get(key);
      if (known) known.rows++;
      else this.#reasons.set(key, { code, field, severity, rows: 1 });
    }
    const sample = issues.length === 0 ? this.#clean : this.#found;
    if (sample.length < SAMPLE) sample.push({ row, fields: readFieldMap(fields), issues: [...issues] });
  }

  /** The results of all rows. */
  check(): Pick<PostCheck, 'rows' | 'toPost' | 'leftOut' | 'reasons' | 'sample'> {
    const reasons = [...this.#reasons.values()]
      .sort((a, b) => b.rows - a.rows)
      .map((reason) => ({ ...reason, sentence: issueWords(reason.code, reason.field, reason.rows) }));
    // Rows with issues are shown first.
    const sample = [...this.#found, ...this.#clean].slice(0, SAMPLE);
    return { rows: this.#rows, toPost: this.toPost, leftOut: this.#leftOut, reasons, sample };
  }
}
