import type { Connection } from '../../../src-preload/contract/index.ts';
import { number, text, UsageError, type Verb, type VerbContext } from './verb.ts';

/** The flags by which `connect receiver` says how leads are posted. */
export const RECEIVER_OPTIONS = {
  vid: { type: 'string', value: 'N', about: 'The lead source at a receiver.' },
  lid: { type: 'string', value: 'N', about: 'The lead type at a receiver.' },
  aid: { type: 'string', value: 'N', about: 'The campaign at a receiver. Default: the receiver chooses.' },
  body: { type: 'string', value: 'form|xml|json', about: 'Format of the posted leads. Default: json.' },
  answer: { type: 'string', value: 'json|xml', about: 'Format of the receiver’s answers. Default: json.' },
  async: {
    type: 'boolean',
    about: 'Post asynchronously: the receiver queues each lead, and its status tells the result.',
  },
  'duplicate-check': {
    type: 'string',
    value: 'on|off',
    about: 'Whether the account is approved for duplicate checks. If so, they resolve posts with an unknown result.',
  },
  'return-days': {
    type: 'string',
    value: 'N',
    about: 'How many days leads can be returned; their status is checked daily until then. Default: 30.',
  },
  'return-url': {
    type: 'string',
    value: 'URL',
    about: 'Address that the receiver calls with the details of a queued post.',
  },
} as const satisfies Verb['options'];

/** What only a receiver has: what is given, over what was kept. @throws UsageError */
export function receiver(context: VerbContext, known: Connection | undefined): object {
  const before = known?.receiver;
  const [vid, lid] = [number(context, 'vid') ?? before?.vid, number(context, 'lid') ?? before?.lid];
  if (vid === undefined) throw new UsageError('--vid is missing: the number of the lead source.');
  if (lid === undefined) throw new UsageError('--lid is missing: the number of the lead type.');
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
  const said = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  return {
    receiver: { ...before, ...said, vid, lid },
    concurrency: number(context, 'concurrency') ?? known?.concurrency ?? null,
    perSecond: number(context, 'per-second') ?? known?.perSecond ?? null,
  };
}
