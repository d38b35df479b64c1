import { type CommandOutput, type OfferSettings, offerSettings } from '../../src-preload/contract/index.ts';
import { call } from '../bridge/index.ts';
import { systemNotices } from './offer-notices.ts';

export type QuietHours = NonNullable<OfferSettings['quiet']>;

/** Where quiet hours begin when they are switched on. */
export const USUAL_QUIET: QuietHours = { from: '20:00', to: '08:00' };
/** Where the first-touch timer begins when it is switched on, minutes. */
export const USUAL_MINUTES = 5;

/** What is wrong with quiet hours as typed; undefined when nothing is. */
export function quietError({ from, to }: QuietHours): string | undefined {
  if (!offerSettings.shape.quiet.safeParse({ from, to }).success) return 'Enter both times like 22:00';
  return from === to ? 'Enter two different times' : undefined;
}

/** What is wrong with the minutes of the first-touch timer as typed; undefined when nothing is. */
export function minutesError(minutes: number | null): string | undefined {
  const fits = minutes !== null && offerSettings.shape.firstTouchMinutes.safeParse(minutes).success;
  return fits ? undefined : 'From 1 to 1,440 minutes';
}

/** Who can be told of first touches that are overdue: everyone, each agent, and whoever is chosen already. */
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

/** How the system's notices stand, in words. */
export function systemWords(standing = systemNotices()): string {
  return SHOWN_BY[standing];
}

/** Asks the browser to let this page show notices; resolves with how they stand then. */
export async function askForNotices(): Promise<ReturnType<typeof systemNotices>> {
  if (systemNotices() === 'default') await Notification.requestPermission();
  return systemNotices();
}

/** Keeps settings about offers; what is left out stays as it is. */
export function keepOfferSettings(change: Partial<OfferSettings>): Promise<OfferSettings> {
  return call('offers.setSettings', change);
}
