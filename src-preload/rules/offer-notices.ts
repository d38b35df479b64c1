import type {
  FirstTouchAlert,
  NewNotices,
  OfferArrivals,
  OfferMarks,
  OfferNews,
  OfferNotice,
} from '../contract/offer-notices.ts';
import type { OfferSettings } from '../contract/offers.ts';
import { capital } from './capital.ts';

// Which notifications about offers are shown, to whom and when: decided here for all shells, which show them in their own ways.

/** More new offers than this are combined into one notification, with their number. */
const SINGLY = 3;
/** Offers within this time count as simultaneous, ms. */
const BURST_MS = 10_000;
const MINUTE = 60_000;

/** The page's address of an offered lead; without an id, the board. */
export function offerAddress(id: number | null): string {
  return id === null ? '/offers' : `/offers/${id}`;
}

/** Whether notifications must not sound or appear now, in this machine's local time. Hours may extend over midnight: 22:00 to 07:00. */
export function isQuiet(quiet: OfferSettings['quiet'], now: number): boolean {
  if (quiet === null) return false;
  const at = new Date(now);
  const clock = `${String(at.getHours()).padStart(2, '0')}:${String(at.getMinutes()).padStart(2, '0')}`;
  const { from, to } = quiet;
  return from <= to ? from <= clock && clock < to : from <= clock || clock < to;
}

/** The overdue first contacts that concern this desk: all, or if there is a team lead, only those on the team lead's desk. */
export function alertsFor({ alerts, settings, me }: Pick<OfferNews, 'alerts' | 'settings' | 'me'>): FirstTouchAlert[] {
  const { teamLead } = settings;
  return teamLead === '' || same(teamLead, me) ? [...alerts] : [];
}

/** The text about an overdue first contact. */
export function alertWords(alert: FirstTouchAlert, me: string, now: number): { who: string; since: string } {
  const lead = alert.name === '' ? 'a claimed lead' : alert.name;
  const who = same(alert.agent, me) ? `You have not called ${lead}` : `${alert.agent} has not called ${lead}`;
  const minutes = Math.max(1, Math.floor((now - alert.claimedAt) / MINUTE));
  return { who, since: `claimed ${minutes < 120 ? `${minutes} min` : `${Math.floor(minutes / 60)} h`} ago` };
}

/**
 * The notifications for news, given what was already notified. The first time, and if the desk's arrivals start again (another desk, a
 * backup), nothing is shown about existing offers. In quiet hours nothing is shown, and neither is it later, because it is on the board.
 */
export function newNotices(news: OfferNews, known: OfferMarks | null): NewNotices {
  const { arrivals, settings, now } = news;
  const mine = alertsFor(news);
  // Those of others count as notified: when this desk becomes the team lead's, it is notified of those that become overdue from then on.
  const alerts = news.alerts.map(alertKey);
  if (known === null || arrivals.latest < known.latest) {
    const marks = { latest: arrivals.latest, alerts, burst: { from: now, offers: 0 } };
    return { notices: [], bySystem: false, bySound: false, marks };
  }
  const goesOn = now >= known.burst.from && now - known.burst.from < BURST_MS;
  const before = goesOn ? known.burst.offers : 0;
  const fresh = arrivals.arrived.length + arrivals.more;
  const burst = fresh === 0 ? known.burst : { from: goesOn ? known.burst.from : now, offers: before + fresh };
  const marks = { latest: arrivals.latest, alerts, burst };
  const late = mine.filter((one) => !known.alerts.includes(alertKey(one)));
  if (isQuiet(settings.quiet, now)) return { notices: [], bySystem: false, bySound: false, marks };
  const offers = fresh === 0 ? [] : burst.offers > SINGLY ? [many(burst.offers)] : oldestFirst(arrivals).map(one(news));
  const notices = [...offers, ...late.map(overdue(news))];
  const isNew = late.length > 0 || (fresh > 0 && before === 0);
  return { notices, bySystem: settings.notify, bySound: settings.sound && isNew, marks };
}

const oldestFirst = ({ arrived }: OfferArrivals) => arrived.toSorted((a, b) => a.at - b.at || a.id - b.id);

function one({ settings, now }: OfferNews): (arrived: OfferArrivals['arrived'][number]) => OfferNotice {
  return ({ id, name, source, notifyAt }) => {
    const hidden = settings.blind || name === '';
    const opensAt = notifyAt !== null && notifyAt > now ? notifyAt : null;
    const who = hidden ? 'A new lead' : name;
    const parts = [settings.blind ? '' : source, opensAt === null ? '' : `opens ${whenWords(opensAt, now)}`];
    return {
      key: `offer ${id}`,
      kind: 'offer',
      id,
      title: opensAt === null ? `${who} is offered to you` : `${who} will be offered to you`,
      body: parts.filter((part) => part !== '').join(' · '),
      at: offerAddress(id),
      claimable: opensAt === null,
    };
  };
}

function many(count: number): OfferNotice {
  const title = `${count.toLocaleString('en-US')} leads are offered to you`;
  return { key: 'offers', kind: 'offers', id: null, title, body: '', at: offerAddress(null), claimable: false };
}

function overdue({ me, now }: OfferNews): (alert: FirstTouchAlert) => OfferNotice {
  return (alert) => {
    const { who, since } = alertWords(alert, me, now);
    return {
      key: `first touch ${alert.id}`,
      kind: 'first-touch',
      id: alert.id,
      title: who,
      body: capital(since),
      at: offerAddress(alert.id),
      claimable: false,
    };
  };
}

/** A claim becomes overdue once, whatever time limit is set; a later claim of the same lead is another. */
const alertKey = ({ id, claimedAt }: FirstTouchAlert) => `${id} ${claimedAt}`;

/** Agents' names are compared ignoring case. */
const same = (one: string, other: string) => one.toLowerCase() === other.toLowerCase();

const clockWords = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });
const dayWords = new Intl.DateTimeFormat('en-US', { month: 'short', day: 'numeric' });

function whenWords(at: number, now: number): string {
  const clock = clockWords.format(at);
  return new Date(at).toDateString() === new Date(now).toDateString()
    ? `at ${clock}`
    : `${dayWords.format(at)} ${clock}`;
}
