import type { Connection } from '../../../src-preload/contract/index.ts';
import { number, text, UsageError, type Verb, type VerbContext } from './verb.ts';

/** The flags of `connect receiver` for how leads are posted. */
export const RECEIVER_OPTIONS = {
  vid: { type: 'string', value: 'N', about: 'The receiver’s lead source ID (VID).' },
  lid: { type: 'string', value: 'N', about: 'The receiver’s lead type ID (LID).' },
  aid: { type: 'string', value: 'N', about: 'The receiver’s campaign ID (AID). Default: the receiver chooses.' },
  body: { type: 'string', value: 'form|xml|json', about: 'The format of posts (default json).' },
  answer: { type: 'string', value: 'json|xml', about: 'The format of the receiver’s answers (default json).' },
  async: { type: 'boolean', about: 'Have the receiver queue posts; results are read from their status later.' },
  'duplicate-check': {
    type: 'string',
    value: 'on|off',
    about: 'Whether the account is approved for duplicate checks. If on, they resolve posts with an unknown result.',
  },
  'return-days': {
    type: 'string',
    value: 'N',
    about: 'How many days leads can be returned; their status is checked daily until then (default 30).',
  },
  'return-url': { type: 'string', value: 'URL', about: 'The URL a receiver calls with the result of a queued post.' },
} as const satisfies Verb['options'];

/** The settings that only a receiver has: from the flags, or else as stored. @throws UsageError */
export function receiver(context: VerbContext, known: Connection | undefined): object {
  const before = known?.receiver;
  const [vid, lid] = [number(context, 'vid') ?? before?.vid, number(context, 'lid') ?? before?.lid];
  if (vid === undefined) throw new UsageError('--vid is missing: the lead source ID.');
  if (lid === undefined) throw new UsageError('--lid is missing: the lead type ID.');
  const check = text(context, 'duplicate-check');
  if (check !== undefined && check !== 'on' && check !== 'off') {
    throw new UsageError(`--duplicate-check must be on or off, not "${check}".`);
  }
  const given = {
    aid: number(context, 'aid'),
    body: text(context, 'body'),
    answer: text(context, 'answer'),
    async: context.options.async === true ? true : undefined,
    duplicateCheck: check === undefined ? undefined : check === 'on',
    returnDays: number(context, 'return-days'),
    returnUrl: text(context, 'return-url'),
  };
  const defined = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  return {
    receiver: { ...before, ...defined, vid, lid },
    concurrency: number(context, 'concurrency') ?? known?.concurrency ?? null,
    perSecond: number(context, 'per-second') ?? known?.perSecond ?? null,
  };
}
