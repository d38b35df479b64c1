import { type CommandOutput, type OfferSettings, offerSettings } from '../../src-preload/contract/index.ts';
import { call } from '../bridge/index.ts';
import { systemNotices } from './offer-notices.ts';

export type QuietHours = NonNullable<OfferSettings['quiet']>;

/** The initial quiet hours when they are switched on. */
export const USUAL_QUIET: QuietHours = { from: '20:00', to: '08:00' };
/** The initial minutes of the first-contact timer when it is switched on. */
export const USUAL_MINUTES = 5;

/** What is wrong with quiet hours as typed; undefined if nothing is. */
export function quietHoursError({ from, to }: QuietHours): string | undefined {
  if (!offerSettings.shape.quiet.safeParse({ from, to }).success) return 'Enter both times like 22:00';
  return from === to ? 'Enter two different times' : undefined;
}

/** What is wrong with the minutes of the first-contact timer as typed; undefined if nothing is. */
export function minutesError(minutes: number | null): string | undefined {
  const fits = minutes !== null && offerSettings.shape.firstTouchMinutes.safeParse(minutes).success;
  return fits ? undefined : 'From 1 to 1,440 minutes';
}

/** Who can be notified of overdue first contacts: everyone, each agent, and those already chosen. */
export function teamLeads(
  agents: CommandOutput<'agents.list'> | null,
  chosen: string,
): { readonly value: string; readonly label: string }[] {
  const names = new Set([...(agents?.agents ?? []), ...(chosen === '' ? [] : [chosen])]);
  return [
    { value: '', label: 'Everyone at this desk' },
    ...[...names].map((name) => ({ value: name, label: name === agents?.me ? `${name} (you)` : name })),
  ];
}

const SHOWN_BY: Readonly<Record<ReturnType<typeof systemNotices>, string>> = {
  shell: 'Shown for each new offer, even when the window is in the background. Click one to open the offer.',
  granted: 'Shown for each new offer, even when this page is in the background. Click one to open the offer.',
  default: 'Your browser hasn’t been asked for permission yet. Notifications still appear in the page.',
  denied:
    'Your browser blocks notifications from this page. Allow them in its settings for this address. Notifications still appear in the page.',
  none: 'This browser doesn’t support notifications. They still appear in the page.',
};

/** The state of system notifications, as text. */
export function systemWords(standing = systemNotices()): string {
  return SHOWN_BY[standing];
}

/** Asks the browser to allow notifications for this page. Resolves to their state afterwards. */
export async function askForNotices(): Promise<ReturnType<typeof systemNotices>> {
  if (systemNotices() === 'default') await Notification.requestPermission();
  return systemNotices();
}

/** Saves settings about offers. Missing ones don't change. */
export function keepOfferSettings(change: Partial<OfferSettings>): Promise<OfferSettings> {
  return call('offers.setSettings', change);
}
