import { create } from 'zustand';
import type { OfferColumn } from '../../src-preload/contract/index.ts';
import {
  type FirstTouchAlert,
  type OfferMarks,
  type OfferNews,
  type OfferNotice,
  offerMarks,
} from '../../src-preload/contract/offer-notices.ts';
import { harmless } from '../../src-preload/rules/harmless.ts';
import { alertsFor, tellOffers } from '../../src-preload/rules/offer-notices.ts';
import { call, errorMessage, onDesk, shellNotifies } from '../bridge/index.ts';
import { chime } from '../ui/chime.ts';
import { toastError } from '../ui/toaster.tsx';
import { ifInFront, isInFront, watchFront } from './front-window.ts';
import { navigate } from './hash-location.ts';
import { askClaim } from './offers-claim.ts';
import { throttle } from './throttle.ts';

/** A notice in the page. */
export interface ShownNotice extends OfferNotice {
  /** It was claimed from here, and says what came of it. */
  readonly claimed: boolean;
}

interface OfferNotices {
  /** What is being said, the newest last. */
  readonly notices: readonly ShownNotice[];
  /** Claims that nobody has followed by a call in time, as far as they concern this desk; the longest first. */
  readonly alerts: readonly FirstTouchAlert[];
  /** Who sits at this desk. */
  readonly me: string;
}

/** What there is to say of offers, wherever one is. */
export const useOfferNotices = create<OfferNotices>(() => ({ notices: [], alerts: [], me: '' }));

/** A notice was read, or has nothing to say any more. */
export function dropNotice(key: string): void {
  useOfferNotices.setState(({ notices }) => ({ notices: notices.filter((one) => one.key !== key) }));
}

function changeNotice(key: string, change: Partial<ShownNotice>): void {
  useOfferNotices.setState(({ notices }) => ({
    notices: notices.map((one) => (one.key === key ? { ...one, ...change } : one)),
  }));
}

/** How an offer that is being told of stands now: one that can't be claimed any more is not told of. */
export function noteStanding(key: string, column: OfferColumn): void {
  const notice = useOfferNotices.getState().notices.find((one) => one.key === key);
  if (notice === undefined || notice.claimed) return;
  if (column !== 'open' && column !== 'coming') dropNotice(key);
  else if (notice.claimable !== (column === 'open')) changeNotice(key, { claimable: column === 'open' });
}

/** Claims the offer of a notice, which then says what came of it. */
export async function claimOffered({ key, id, title, claimable }: ShownNotice): Promise<void> {
  if (id === null || !claimable) return;
  // At once, so that neither a second key nor the claim's own news gets in between.
  changeNotice(key, { claimed: true, claimable: false });
  try {
    const result = await askClaim(id);
    // Claimed on the board already, which says itself what comes of it.
    if (result === null) return dropNotice(key);
    const { outcome, what, card } = result;
    if (outcome !== 'unknown') return changeNotice(key, { title: card.name || title, body: what });
    dropNotice(key);
    toastError(what);
  } catch (thrown) {
    changeNotice(key, { claimed: false, claimable: true });
    toastError(`Not claimed: ${errorMessage(thrown)}`);
  }
}

const AT_MOST = 4;
const EVERY_MS = 200;
const TOLD = 'trunkline.offers-told';

/** What stands where the page may keep nothing. */
let inMemory: OfferMarks | null = null;

function told(): OfferMarks | null {
  try {
    const read = offerMarks.safeParse(JSON.parse(localStorage.getItem(TOLD) ?? 'null'));
    return read.success ? read.data : null;
  } catch {
    // Nothing kept, or not by us: what is there now counts as told.
    return inMemory;
  }
}

function keep(marks: OfferMarks): void {
  inMemory = marks;
  try {
    localStorage.setItem(TOLD, JSON.stringify(marks));
  } catch {
    // Kept until this page is closed.
  }
}

type Standing = Pick<OfferNews, 'alerts' | 'settings' | 'me'>;

async function askStanding(): Promise<Standing> {
  const [alerts, settings, { me }] = await Promise.all([
    call('offers.alerts', {}),
    call('offers.settings', {}),
    call('agents.list', {}),
  ]);
  return { alerts, settings, me };
}

/** Who has not called in time stands in every window. */
function showAlerts(standing: Standing): void {
  const alerts = alertsFor(standing).sort((a, b) => a.dueAt - b.dueAt);
  const overdue = new Set(alerts.map(({ id }) => id));
  useOfferNotices.setState(({ notices }) => ({
    alerts,
    me: standing.me,
    notices: notices.filter(({ kind, id }) => kind !== 'first-touch' || (id !== null && overdue.has(id))),
  }));
}

/** What is new is said in one. */
async function speak(asked: Promise<Standing>): Promise<void> {
  const before = told();
  const [standing, arrivals] = await Promise.all([
    asked,
    call('offers.arrivals', before === null ? {} : { since: before.latest }),
  ]);
  // Another window came to the front while the desk was asked: that one looks again, and speaks.
  if (!(await isInFront())) return;
  // What the window that was in front before said is seen here by now.
  if (JSON.stringify(told()) !== JSON.stringify(before)) return speak(asked);
  const { notices, bySystem, bySound, marks } = tellOffers({ ...standing, arrivals, now: Date.now() }, before);
  keep(marks);
  show(notices);
  if (bySound) chime();
  if (bySystem) for (const notice of notices) tellSystem(notice);
}

async function look(): Promise<void> {
  const asked = askStanding();
  await Promise.all([asked.then(showAlerts), ifInFront(() => speak(asked))]);
}

function show(fresh: readonly OfferNotice[]): void {
  if (fresh.length === 0) return;
  // Several in one stand for those that came just before them.
  const asOne = fresh.some(({ kind }) => kind === 'offers');
  const keys = new Set(fresh.map(({ key }) => key));
  useOfferNotices.setState(({ notices }) => ({
    notices: [
      ...notices.filter(({ key, kind, claimed }) => !keys.has(key) && !(asOne && kind === 'offer' && !claimed)),
      ...fresh.map((one) => ({ ...one, claimed: false })),
    ].slice(-AT_MOST),
  }));
}

/** Whether this page shows the system's notices: `shell` where the shell does it, else what the browser allows. */
export function systemNotices(): 'shell' | 'none' | NotificationPermission {
  if (shellNotifies()) return 'shell';
  return 'Notification' in window ? Notification.permission : 'none';
}

function tellSystem({ key, title, body, at }: OfferNotice): void {
  if (systemNotices() !== 'granted') return;
  try {
    const shown = new Notification(harmless(title), { body: harmless(body), tag: key, silent: true });
    shown.onclick = () => {
      window.focus();
      navigate(at);
      shown.close();
    };
  } catch {
    // A browser that shows notices for installed pages alone: the notice in the page stands.
  }
}

/** Says what there is to say of offers as soon as the desk tells of it; returns how to stop. */
export function watchOfferNotices(): () => void {
  let asking = Promise.resolve();
  const again = throttle(() => {
    // One look at a time, so that none says what another is about to say; that nothing answers, the strip says.
    asking = asking.then(look).catch(() => undefined);
  }, EVERY_MS);
  const stopFront = watchFront(again);
  const stop = onDesk((event) => {
    // A call is written down among the leads: then the alert about it is gone.
    const touched = event?.topic === 'leads' && useOfferNotices.getState().alerts.length > 0;
    if (event === null || event.topic === 'offers' || touched) again();
  });
  again();
  return () => {
    stop();
    again.stop();
    stopFront();
  };
}
