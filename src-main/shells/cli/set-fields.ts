import { type Overruled, overruled } from '../../../src-preload/contract/index.ts';
import { texts, UsageError, type VerbContext } from './verb.ts';

/** The fields from `--set Field=value`. @throws UsageError */
export function setFields(context: VerbContext): Record<string, string> {
  const set: Record<string, string> = {};
  for (const pair of texts(context, 'set')) {
    const at = pair.indexOf('=');
    if (at < 1) throw new UsageError(`--set "${pair}": use the form FIELD=VALUE.`);
    set[pair.slice(0, at).trim()] = pair.slice(at + 1);
  }
  return set;
}

export const SET_OPTION = {
  set: {
    type: 'string',
    multiple: true,
    value: 'FIELD=VALUE',
    about: 'A value for a field of the receiver; can be repeated.',
  },
} as const;

export const CONTACT_OPTION = {
  contact: {
    type: 'string',
    multiple: true,
    value: 'FIELD',
    about:
      'Another field with contact details, which is never sent in a ping. Names, phones, email and street addresses never are.',
  },
} as const;

export const SEND_ANYWAY_OPTION = {
  'send-anyway': {
    type: 'string',
    multiple: true,
    value: 'REASON',
    about: `Post leads in spite of this reason: ${overruled.options.join(', ')}.`,
  },
} as const;

/** The reasons that `--send-anyway` overrules. @throws UsageError */
export function reasonsOverruled(context: VerbContext): Overruled[] {
  return texts(context, 'send-anyway').map((reason) => {
    const one = overruled.safeParse(reason);
    if (one.success) return one.data;
    throw new UsageError(`--send-anyway must be one of ${overruled.options.join(', ')}, not "${reason}".`);
  });
}
