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
import { alertsFor, newNotices } from '../../src-preload/rules/offer-notices.ts';
import { call, errorMessage, onDesk, shellNotifies } from '../bridge/index.ts';
import { chime } from '../ui/chime.ts';
import { toastError } from '../ui/toaster.tsx';
import { ifInFront, isInFront, watchFront } from './front-window.ts';
import { navigate } from './hash-location.ts';
import { askClaim } from './offers-claim.ts';
import { throttle } from './throttle.ts';

/** A notification in the page. */
export interface ShownNotice extends OfferNotice {
  /** Whether it was claimed from here, and shows the result. */
  readonly claimed: boolean;
}

interface OfferNotices {
  /** The current notifications, newest last. */
  readonly notices: readonly ShownNotice[];
  /** Claims without a call in time that concern this desk; the longest first. */
  readonly alerts: readonly FirstTouchAlert[];
  /** The agent at this desk. */
  readonly me: string;
}

/** The notifications about offers, on any screen. */
export const useOfferNotices = create<OfferNotices>(() => ({ notices: [], alerts: [], me: '' }));

/** Removes a notification that was read or is no longer relevant. */
export function dropNotice(key: string): void {
  useOfferNotices.setState(({ notices }) => ({ notices: notices.filter((one) => one.key !== key) }));
}

function changeNotice(key: string, change: Partial<ShownNotice>): void {
  useOfferNotices.setState(({ notices }) => ({
    notices: notices.map((one) => (one.key === key ? { ...one, ...change } : one)),
  }));
}

/** Updates a notification's offer: one that can't be claimed any more is removed. */
export function updateNotice(key: string, column: OfferColumn): void {
  const notice = useOfferNotices.getState().notices.find((one) => one.key === key);
  if (notice === undefined || notice.claimed) return;
  if (column !== 'open' && column !== 'coming') dropNotice(key);
  else if (notice.claimable !== (column === 'open')) changeNotice(key, { claimable: column === 'open' });
}

/** Claims the offer of a notification, which then shows the result. */
export async function claimOffered({ key, id, title, claimable }: ShownNotice): Promise<void> {
  if (id === null || !claimable) return;
  // This is done first, so that neither a second key press nor the event of the claim comes in between.
  changeNotice(key, { claimed: true, claimable: false });
  try {
    const result = await askClaim(id);
    // It is already being claimed on the board, which shows the result.
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
const MARKS_KEY = 'trunkline.offers-told';

/** Used if the page has no storage. */
let inMemory: OfferMarks | null = null;

function storedMarks(): OfferMarks | null {
  try {
    const read = offerMarks.safeParse(JSON.parse(localStorage.getItem(MARKS_KEY) ?? 'null'));
    return read.success ? read.data : null;
  } catch {
    // Nothing is stored, or it is invalid: what exists now counts as notified.
    return inMemory;
  }
}

function keep(marks: OfferMarks): void {
  inMemory = marks;
  try {
    localStorage.setItem(MARKS_KEY, JSON.stringify(marks));
  } catch {
    // They are kept until this page is closed.
  }
}

type Alerts = Pick<OfferNews, 'alerts' | 'settings' | 'me'>;

async function readAlerts(): Promise<Alerts> {
  const [alerts, settings, { me }] = await Promise.all([
    call('offers.alerts', {}),
    call('offers.settings', {}),
    call('agents.list', {}),
  ]);
  return { alerts, settings, me };
}

/** Overdue first contacts are shown in every window. */
function showAlerts(standing: Alerts): void {
  const alerts = alertsFor(standing).sort((a, b) => a.dueAt - b.dueAt);
  const overdue = new Set(alerts.map(({ id }) => id));
  useOfferNotices.setState(({ notices }) => ({
    alerts,
    me: standing.me,
    notices: notices.filter(({ kind, id }) => kind !== 'first-touch' || (id !== null && overdue.has(id))),
  }));
}

/** New offers are only notified in one. */
async function speak(asked: Promise<Alerts>): Promise<void> {
  const before = storedMarks();
  const [standing, arrivals] = await Promise.all([
    asked,
    call('offers.arrivals', before === null ? {} : { since: before.latest }),
  ]);
  // Another window came to the front during the request, and it checks again and notifies.
  if (!(await isInFront())) return;
  // What the previous front window has stored is visible here by now.
  if (JSON.stringify(storedMarks()) !== JSON.stringify(before)) return speak(asked);
  const { notices, bySystem, bySound, marks } = newNotices({ ...standing, arrivals, now: Date.now() }, before);
  keep(marks);
  show(notices);
  if (bySound) chime();
  if (bySystem) for (const notice of notices) showSystemNotice(notice);
}

async function look(): Promise<void> {
  const asked = readAlerts();
  await Promise.all([asked.then(showAlerts), ifInFront(() => speak(asked))]);
}

function show(fresh: readonly OfferNotice[]): void {
  if (fresh.length === 0) return;
  // Several at once replace those that came just before.
  const asOne = fresh.some(({ kind }) => kind === 'offers');
  const keys = new Set(fresh.map(({ key }) => key));
  useOfferNotices.setState(({ notices }) => ({
    notices: [
      ...notices.filter(({ key, kind, claimed }) => !keys.has(key) && !(asOne && kind === 'offer' && !claimed)),
      ...fresh.map((one) => ({ ...one, claimed: false })),
    ].slice(-AT_MOST),
  }));
}

/** How this page shows system notifications: `shell` if the shell does it, otherwise what the browser allows. */
export function systemNotices(): 'shell' | 'none' | NotificationPermission {
  if (shellNotifies()) return 'shell';
  return 'Notification' in window ? Notification.permission : 'none';
}

function showSystemNotice({ key, title, body, at }: OfferNotice): void {
  if (systemNotices() !== 'granted') return;
  try {
    const shown = new Notification(harmless(title), { body: harmless(body), tag: key, silent: true });
    shown.onclick = () => {
      window.focus();
      navigate(at);
      shown.close();
    };
  } catch {
    // The browser only shows notifications for installed pages, so only those in the page are used.
  }
}

/** Shows notifications about offers as soon as the desk reports changes. @returns a function that stops it */
export function watchOfferNotices(): () => void {
  let asking = Promise.resolve();
  const again = throttle(() => {
    // One check at a time, so that none is repeated. The status strip shows if nothing answers.
    asking = asking.then(look).catch(() => undefined);
  }, EVERY_MS);
  const stopFront = watchFront(again);
  const stop = onDesk((event) => {
    // A call is recorded in the leads, and then the alert about it is removed.
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
