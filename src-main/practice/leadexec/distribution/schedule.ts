import type { DeliveryDay } from '../account/delivery-model.ts';
import { pacificWall } from '../account/pacific.ts';

const MINUTES_A_DAY = 1440;

/**
 * Whether a method may deliver now: schedules are in Pacific Time, an end is excluded, `00:00` as an end is midnight, no rows mean always,
 * and rows with a static date decide that date. Of StartTime and EndTime only the time of day counts.
 */
export function isScheduleOpen(days: readonly DeliveryDay[], now: number): boolean {
  if (days.length === 0) return true;
  const wall = new Date(pacificWall(now));
  const date = wall.toISOString().slice(0, 10);
  const minute = wall.getUTCHours() * 60 + wall.getUTCMinutes();
  const ofDate = days.filter((one) => one.staticDate?.slice(0, 10) === date);
  const weekly = days.filter((one) => !isDate(one.staticDate) && one.weekDay === wall.getUTCDay());
  const covering = (ofDate.length > 0 ? ofDate : weekly).filter((one) => covers(one, minute));
  return covering.some(({ allow }) => allow) && !covering.some(({ allow }) => !allow);
}

/** A row for a weekday has no static date, or a placeholder for none. */
const isDate = (text: string | null) => text !== null && /^[1-9]\d{3}-/.test(text) && !text.startsWith('1900');

function covers({ startTime, endTime }: DeliveryDay, minute: number): boolean {
  const end = minuteOf(endTime);
  return minute >= minuteOf(startTime) && minute < (end === 0 ? MINUTES_A_DAY : end);
}

/** The digits after T. */
function minuteOf(text: string): number {
  const [, hours = '0', minutes = '0'] = /(?:T|^)(\d{1,2}):(\d{2})/.exec(text) ?? [];
  return Number(hours) * 60 + Number(minutes);
}
