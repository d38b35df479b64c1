import { texts, UsageError, type VerbContext } from './verb.ts';

/** The fields that `--set Field=value` gives. @throws UsageError */
export function setFields(context: VerbContext): Record<string, string> {
  const set: Record<string, string> = {};
  for (const pair of texts(context, 'set')) {
    const at = pair.indexOf('=');
    if (at < 1) throw new UsageError(`--set "${pair}": write it as FIELD=VALUE.`);
    set[pair.slice(0, at).trim()] = pair.slice(at + 1);
  }
  return set;
}

export const SET_OPTION = {
  set: { type: 'string', multiple: true, value: 'FIELD=VALUE', about: 'A field of the receiver; can be repeated.' },
} as const;

export const CONTACT_OPTION = {
  contact: {
    type: 'string',
    multiple: true,
    value: 'FIELD',
    about: 'A field that tells who somebody is, beside names, phones, e-mail and street addresses: never in a ping.',
  },
} as const;
