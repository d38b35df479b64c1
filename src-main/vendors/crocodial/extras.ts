/** What can be requested in addition to the lead, by the name of its parameter. */
export const EXTRAS = ['hopper', 'callback', 'custom_fields', 'multi_alt_phones'] as const;
export type Extra = (typeof EXTRAS)[number];

/** The NOTICE lines with which the dialer confirms each ("Load Lead", responses), and those which say that it was not done. */
const LINES: Readonly<Record<Extra, { readonly done: RegExp; readonly denied: RegExp; readonly sentence: string }>> = {
  hopper: {
    done: /(?<!NOT )ADDED TO HOPPER/i,
    denied: /NOT ADDED TO HOPPER/i,
    sentence: 'The lead is in its list, but not in the hopper: the dialer did not confirm it.',
  },
  callback: {
    done: /SCHEDULED CALLBACK ADDED/i,
    denied: /SCHEDULED CALLBACK NOT ADDED/i,
    sentence: 'The callback was not confirmed. The lead was added, but may be stuck in CBHOLD.',
  },
  custom_fields: {
    done: /CUSTOM FIELDS VALUES ADDED/i,
    denied: /CUSTOM FIELDS NOT ADDED/i,
    sentence: 'The lead was added, but the dialer did not confirm its custom fields.',
  },
  multi_alt_phones: {
    done: /MULTI[-_ ]ALT[-_ ]PHONE NUMBERS LOADED/i,
    denied: /MULTI[-_ ]ALT[-_ ]PHONE.*NOT/i,
    sentence: 'The lead was added, but the dialer did not confirm its additional phones.',
  },
};

/** What was requested and no NOTICE confirms: it did not happen, whether the dialer says so or not (`docs/vendors.md`). */
export function unconfirmed(asked: readonly Extra[], notices: readonly string[]): Extra[] {
  return asked.filter((extra) => !notices.some((notice) => LINES[extra].done.test(notice)));
}

/** The sentences for what was not confirmed, except what the dialer denied, because its own messages are shown for these. */
export function unconfirmedWords(missing: readonly Extra[], notices: readonly string[]): string[] {
  return missing
    .filter((extra) => !notices.some((notice) => LINES[extra].denied.test(notice)))
    .map((extra) => LINES[extra].sentence);
}
