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
  if (!offerSettings.shape.quiet.safeParse({ from, to }).success) return 'Write both times as 22:00';
  return from === to ? 'Give two different times' : undefined;
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
  shell: 'Shown by this computer for each new offer, also while the window is behind others. A click opens the offer.',
  granted: 'Shown by your browser for each new offer, also while this page is behind others. A click opens the offer.',
  default:
    'Your browser shows none yet: it wants to hear from you that this page may. In the page they are shown anyway.',
  denied:
    'Your browser refuses notices of this page. Allow them in its settings for this address; in the page they are shown anyway.',
  none: 'This browser has no notices of its own. In the page they are shown anyway.',
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
