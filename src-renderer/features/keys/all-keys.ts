import type { KeyedAction } from '../../ui/keys.ts';
import { CALLBACK_KEYS } from './callback-keys.ts';
import { INBOX_KEYS } from './inbox-keys.ts';
import { LEAD_KEYS } from './lead-keys.ts';
import { OFFER_KEYS } from './offer-keys.ts';
import { REPORT_KEYS } from './report-keys.ts';

/** The commands with keys of every screen that lists them, whether it was open or not. */
export const ALL_KEYS: readonly KeyedAction[] = [
  ...INBOX_KEYS,
  ...LEAD_KEYS,
  ...OFFER_KEYS,
  ...CALLBACK_KEYS,
  ...REPORT_KEYS,
];
