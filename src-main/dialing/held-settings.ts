import type { DialerTraits, DialSettings } from '../../src-preload/contract/index.ts';
import { cleanText, isClean, textRule } from './check-row/text.ts';

/** Settings with free text, which the dialer changes in the same way as a lead's values. */
const TEXTS = ['source', 'campaign', 'callback_user', 'callback_comments'] as const;

/** A setting that is sent differently from how it was entered. */
export interface SettingChange {
  readonly field: (typeof TEXTS)[number];
  readonly before: string;
  readonly after: string;
}

/** The settings of a dial list as its dialer stores them according to the connection's profile, and the changes. */
export function heldSettings(
  settings: DialSettings,
  traits: DialerTraits,
): { readonly settings: DialSettings; readonly changes: readonly SettingChange[] } {
  const changes: SettingChange[] = [];
  let held = settings;
  for (const field of TEXTS) {
    const before = settings[field];
    if (before === undefined) continue;
    const rule = textRule(traits, field, false);
    if (isClean(before, rule)) continue;
    const after = cleanText(before, rule).value;
    if (after === before) continue;
    changes.push({ field, before, after });
    held = { ...held, [field]: after };
  }
  return { settings: held, changes };
}
