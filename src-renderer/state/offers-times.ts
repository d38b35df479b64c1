import { formatBrief } from '../ui/format.ts';

/** A countdown as a clock: "0:42", "12:03", "1:02:03"; days in words. Milliseconds in. */
export function countdown(ms: number): string {
  const s = Math.max(0, Math.ceil(ms / 1000));
  const two = (n: number) => String(n).padStart(2, '0');
  if (s < 3600) return `${Math.floor(s / 60)}:${two(s % 60)}`;
  if (s < 86_400) return `${Math.floor(s / 3600)}:${two(Math.floor(s / 60) % 60)}:${two(s % 60)}`;
  const days = Math.floor(s / 86_400);
  return `${days} ${days === 1 ? 'day' : 'days'} ${Math.floor(s / 3600) % 24} h`;
}

/** When an offer is sent, as a countdown, or how long ago it was. Null means now. */
export function offeredWords(notifyAt: number | null, now: number): string {
  if (notifyAt === null) return 'now';
  if (notifyAt > now) return `in ${countdown(notifyAt - now)}`;
  return formatBrief(notifyAt, now);
}

/** The state of the first contact after a claim. */
export function touchWords(touch: { readonly dueAt: number; readonly touchedAt: number | null }, now: number): string {
  if (touch.touchedAt !== null) return `touched ${formatBrief(touch.touchedAt, now)}`;
  return touch.dueAt > now
    ? `contact within ${countdown(touch.dueAt - now)}`
    : `contact ${countdown(now - touch.dueAt)} overdue`;
}

/** Whether the first contact is overdue. */
export function isOverdue(
  touch: { readonly dueAt: number; readonly touchedAt: number | null } | null,
  now: number,
): boolean {
  return touch !== null && touch.touchedAt === null && touch.dueAt <= now;
}

/** How long something took in one unit: "16 s", "19 min", "5 h", "3 days". Milliseconds in. */
export function briefly(ms: number): string {
  const s = Math.max(0, Math.round(ms / 1000));
  if (s < 60) return `${s} s`;
  if (s < 3600) return `${Math.floor(s / 60)} min`;
  if (s < 2 * 86_400) return `${Math.floor(s / 3600)} h`;
  return `${Math.floor(s / 86_400)} days`;
}
