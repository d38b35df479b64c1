import { z } from 'zod';
import { secondWrites } from './answers.ts';
import { arrivalSwitch, colleagueSwitch } from './pace.ts';
import type { RunningDesk } from './running-desk.ts';
import { deskTeam } from './teams.ts';
import { COLLEAGUES } from './world.ts';

const arrival = z.object({ count: z.number().int().min(1).max(10_000) });
const claim = z.object({ lead: z.number(), user: z.number().default(COLLEAGUES[0]?.id ?? 2) });

/**
 * The control interface of the practice desk: `POST /practice/arrive {"count": 5}`, `/practice/claim {"lead": 3, "user": 2}`,
 * `/practice/colleagues {"on": true, "everySeconds": 20}`, `/practice/arrivals {"everySeconds": 60, "count": 5}` or `null`,
 * `/practice/teams [{…}]`, `/practice/liven`, `/practice/second-writes {"moveClaimedAt": true}`.
 *
 * @throws Error for an unknown switch or a wrong body
 */
export function performSwitch(desk: RunningDesk, what: string, body: unknown): unknown {
  const store = desk.present();
  switch (what) {
    case 'arrive':
      desk.arrive(arrival.parse(body).count);
      break;
    case 'claim': {
      const { lead, user } = claim.parse(body);
      return { claimed: desk.claim(lead, user) };
    }
    case 'colleagues':
      desk.setColleagues(colleagueSwitch.parse(body));
      return desk.colleagues;
    case 'arrivals':
      desk.setArrivals(arrivalSwitch.nullable().parse(body));
      break;
    case 'teams':
      store.setTeams(z.array(deskTeam).parse(body));
      return store.teams;
    case 'second-writes':
      store.set('second-writes', secondWrites.parse(body));
      break;
    case 'liven':
      desk.liven();
      break;
    default:
      throw new Error(`The practice desk has no switch called ${what}.`);
  }
  return { leads: store.leads.size, offers: store.offers.length };
}
