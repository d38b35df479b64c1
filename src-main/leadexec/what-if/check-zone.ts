import { CommandError } from '../../../src-preload/contract/index.ts';
import { ZoneClock } from './zone-clock.ts';

/** @throws CommandError `invalid-input` for a time zone that does not exist */
export function checkZone(zone: string, field: string): void {
  try {
    new ZoneClock(zone);
  } catch {
    throw new CommandError('invalid-input', `“${zone}” isn’t a time zone such as America/Los_Angeles.`, field);
  }
}
