import { CommandError, ISSUE_CODES, type ReasonCount, type ReasonFix } from '../../../src-preload/contract/index.ts';
import type { Desk } from './attach.ts';
import { nearest } from './nearest.ts';
import { texts, UsageError, type Verb, type VerbContext } from './verb.ts';

/** The flags by which an import decides on all rows with a reason, as on the screen with the check's results. */
export const DECISION_OPTIONS = {
  'leave-out': {
    type: 'string',
    multiple: true,
    value: 'REASON',
    about: 'Leave out rows with this reason; a dry run lists the reasons. Use REASON:FIELD for a single field.',
  },
  'send-anyway': {
    type: 'string',
    multiple: true,
    value: 'REASON',
    about: 'Send rows that this reason would leave out: duplicates and rows on your do-not-call list.',
  },
  clear: {
    type: 'string',
    multiple: true,
    value: 'REASON',
    about: 'Send an empty value instead of the one with this reason.',
  },
  replace: {
    type: 'string',
    multiple: true,
    value: 'REASON=VALUE',
    about: 'Send this value instead of the one with this reason.',
  },
} as const satisfies Verb['options'];

/** One decision: a reason, and what happens to its rows. */
export interface Decision {
  readonly flag: string;
  readonly code: string;
  /** The field it is limited to; null for every field with the reason. */
  readonly field: string | null;
  readonly fix: ReasonFix;
}

/** The decisions from the flags, in order. @throws UsageError for an unknown reason */
export function decisionsFrom(context: VerbContext): Decision[] {
  const of = (flag: string, fix: (value: string) => ReasonFix): Decision[] =>
    texts(context, flag).map((given) => {
      const at = flag === 'replace' ? given.indexOf('=') : -1;
      if (flag === 'replace' && at < 1) throw new UsageError(`--replace "${given}": use the form REASON=VALUE.`);
      const [code = '', field] = (at < 0 ? given : given.slice(0, at)).split(':');
      if (!(ISSUE_CODES as readonly string[]).includes(code)) {
        const meant = nearest(code, ISSUE_CODES);
        throw new UsageError(
          `--${flag} ${given}: there is no reason "${code}".${meant === undefined ? '' : ` Did you mean ${meant}?`} The reasons are ${ISSUE_CODES.join(', ')}.`,
        );
      }
      return { flag: `--${flag} ${given}`, code, field: field ?? null, fix: fix(at < 0 ? '' : given.slice(at + 1)) };
    });
  return [
    ...of('clear', () => ({ act: 'clear' })),
    ...of('replace', (value) => ({ act: 'set', value })),
    ...of('send-anyway', () => ({ act: 'send-anyway' })),
    ...of('leave-out', () => ({ act: 'leave-out' })),
  ];
}

/** Applies decisions to the rows of a checked import. @throws CommandError naming the flag that can't be applied */
export async function decide(desk: Desk, id: number, decisions: readonly Decision[]): Promise<void> {
  for (const { flag, code, field, fix } of decisions) {
    const reasons: ReasonCount[] = await desk.call('imports.reasons', { id });
    for (const reason of reasons) {
      if (reason.code !== code || (field !== null && reason.field !== field)) continue;
      try {
        await desk.call('imports.fixReason', { id, reasonId: reason.id, fix });
      } catch (error) {
        if (error instanceof CommandError) throw new CommandError(error.code, `${flag}: ${error.message}`);
        throw error;
      }
    }
  }
}
