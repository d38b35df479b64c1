import { useState } from 'react';
import { Link } from 'wouter';
import type { UnlockPreview, WhichLeads } from '../../../src-preload/contract/index.ts';
import { call, errorMessage } from '../../bridge/index.ts';
import { deliveriesAt, leadAt } from '../../state/addresses.ts';
import { useDesk } from '../../state/desk.ts';
import { closeUnlock, useUnlocking } from '../../state/unlock.ts';
import { useCommandQuery } from '../../state/use-command-query.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { formatCount, formatNumber } from '../../ui/format.ts';
import { Checkbox } from '../../ui/inputs.tsx';
import { useKeys } from '../../ui/keys.ts';
import { ErrorNote, Note, Skeleton } from '../../ui/notes.tsx';
import { toast } from '../../ui/toaster.tsx';
import styles from './unlock-dialog.module.css';

/** Asks for confirmation before an unlock, wherever it was requested. It exists once in the page. */
export function UnlockDialog() {
  const which = useUnlocking((s) => s.which);
  return which === null ? null : <Asking key={JSON.stringify(which)} which={which} />;
}

/** How many unlocks are left within the desk's own limits; null if there is no limit. */
export function leftOf({
  limits,
  usedToday,
  usedThisMonth,
}: UnlockPreview): { left: number; until: 'today' | 'this month' } | null {
  const day = limits.perDay === null ? Number.POSITIVE_INFINITY : Math.max(0, limits.perDay - usedToday);
  const month = limits.perMonth === null ? Number.POSITIVE_INFINITY : Math.max(0, limits.perMonth - usedThisMonth);
  if (day === Number.POSITIVE_INFINITY && month === Number.POSITIVE_INFINITY) return null;
  return day <= month ? { left: day, until: 'today' } : { left: month, until: 'this month' };
}

/** The button's text: how many unlocks, of how many that are left. */
export function unlockWords(preview: UnlockPreview): string {
  const left = leftOf(preview);
  const n = formatNumber(preview.toUnlock);
  // If there are more leads than unlocks left, "5 of 3 left" would be misleading: the reason is shown above.
  return left === null || preview.refused !== null
    ? `Unlock ${formatCount(preview.toUnlock, 'lead')}`
    : `Unlock ${n} of ${formatNumber(left.left)} left ${left.until}`;
}

function titleOf(preview: UnlockPreview | null): string {
  if (preview === null) return 'Unlock';
  const { toUnlock, held } = preview;
  if (toUnlock > 0) return `Unlock ${formatCount(toUnlock, 'lead')}?`;
  if (held.length === 0) return 'Nothing to unlock';
  return held.length === 1 ? 'You already have this person' : `You already have all ${formatNumber(held.length)}`;
}

const HELD_SHOWN = 5;

function Asking({ which }: { readonly which: WhichLeads }) {
  const [skipHeld, setSkipHeld] = useState(true);
  const { value, error } = useCommandQuery('unlock.preview', { which, skipHeld }, ['leads', 'jobs']);
  const [failed, setFailed] = useState<string | null>(null);
  const [asked, setAsked] = useState<{ readonly queued: number; readonly at: number } | null>(null);
  const [busy, setBusy] = useState(false);
  const online = useDesk((s) => s.online);

  const start = async () => {
    if (value === null || busy) return;
    setBusy(true);
    setFailed(null);
    const at = Date.now();
    try {
      const { queued } = await call('unlock.start', { which, skipHeld, expected: value.toUnlock });
      toast(queued === 1 ? 'Unlock queued' : `${formatCount(queued, 'unlock')} queued`);
      if (queued === 1) closeUnlock();
      else setAsked({ queued, at });
    } catch (thrown) {
      setFailed(errorMessage(thrown));
    } finally {
      setBusy(false);
    }
  };
  if (asked !== null) return <Progress queued={asked.queued} since={asked.at} />;
  const nothing = value !== null && value.toUnlock === 0;
  const ready = value !== null && value.refused === null && !busy;
  return (
    <Dialog
      open
      onClose={closeUnlock}
      title={titleOf(value)}
      lead={`${value?.toUnlock === 1 ? 'It' : 'Each'} is retrieved from its source, which unlocks it there and may be charged. This can’t be undone.`}
      foot={
        <>
          <Button onClick={closeUnlock}>Cancel</Button>
          <Button kind="main" keys="mod+Enter" hint="Add to the queue" disabled={!ready} onClick={() => void start()}>
            {value === null || nothing ? 'Unlock' : unlockWords(value)}
          </Button>
        </>
      }
    >
      <AgreeKey disabled={!ready} onAgree={() => void start()} />
      {(failed ?? error) !== null && <ErrorNote>Nothing was unlocked. {failed ?? error}</ErrorNote>}
      {value === null && error === null && <Skeleton lines={4} />}
      {value !== null && (
        <>
          {value.refused !== null && !(nothing && value.held.length > 0) && <Note kind="warning">{value.refused}</Note>}
          {!online && (
            <Note kind="warning">You’re offline. Confirmed unlocks are queued until the network is back.</Note>
          )}
          <table className={styles.table}>
            <thead>
              <tr>
                <th scope="col">
                  <span className="visually-hidden">When</span>
                </th>
                <th scope="col">Used</th>
                <th scope="col">With these</th>
                <th scope="col">Your limit</th>
              </tr>
            </thead>
            <tbody>
              {(
                [
                  ['Today', value.usedToday, value.limits.perDay],
                  ['This month', value.usedThisMonth, value.limits.perMonth],
                ] as const
              ).map(([name, used, limit]) => (
                <tr key={name}>
                  <th scope="row">{name}</th>
                  <td>{formatNumber(used)}</td>
                  <td>{formatNumber(used + value.toUnlock)}</td>
                  <td>{limit === null ? 'none' : formatNumber(limit)}</td>
                </tr>
              ))}
            </tbody>
          </table>
          <p className={styles.soft}>
            <Rest preview={value} />{' '}
            <Link href="/settings/unlock-limits" onClick={closeUnlock}>
              Change limits
            </Link>
          </p>
          {value.held.length > 0 && (
            <section aria-label="People you already have" className={styles.held}>
              <h3>{formatCount(value.held.length, 'person', 'people')} you have already</h3>
              <ul>
                {value.held.slice(0, HELD_SHOWN).map((one) => (
                  <li key={one.id}>
                    <Link href={leadAt(one.otherId)} onClick={closeUnlock}>
                      {one.name || 'No name'}
                    </Link>
                    : {one.why.charAt(0).toLowerCase()}
                    {one.why.slice(1)}
                  </li>
                ))}
                {value.held.length > HELD_SHOWN && <li>and {formatNumber(value.held.length - HELD_SHOWN)} more</li>}
              </ul>
              <Checkbox
                checked={skipHeld}
                onChange={setSkipHeld}
                label={
                  value.held.length === 1
                    ? 'Leave out people you already have'
                    : `Leave out the ${formatNumber(value.held.length)} you already have`
                }
              />
            </section>
          )}
        </>
      )}
    </Dialog>
  );
}

/** The key of the main button. It is a child of the dialog, so that the keys below are disabled. */
function AgreeKey({ disabled, onAgree }: { readonly disabled: boolean; readonly onAgree: () => void }) {
  useKeys([{ id: 'unlock.agree', label: 'Unlock', keys: 'mod+Enter', group: 'Unlock', disabled, run: onAgree }]);
  return null;
}

/** The chosen leads that are not unlocked, with the reason. */
function Rest({ preview }: { readonly preview: UnlockPreview }) {
  const { alreadyUnlocked, waiting, notUnlockable } = preview;
  const rest = [
    ...(alreadyUnlocked > 0 ? [`${formatNumber(alreadyUnlocked)} already unlocked`] : []),
    ...(waiting > 0 ? [`${formatNumber(waiting)} already requested`] : []),
    ...(notUnlockable > 0 ? [`${formatNumber(notUnlockable)} no source can unlock`] : []),
  ];
  return rest.length === 0 ? null : <>Left out: {rest.join(', ')}.</>;
}

/** The results of several confirmed unlocks; those without an answer are shown as waiting. */
function Progress({ queued, since }: { readonly queued: number; readonly since: number }) {
  const { value } = useCommandQuery('unlock.trail', { limit: Math.min(500, queued) }, ['leads', 'jobs']);
  const mine = (value ?? []).filter(({ at }) => at >= since - 1000);
  const unlocked = mine.filter(({ outcome }) => outcome === 'unlocked').length;
  const waiting =
    mine.filter(({ outcome }) => outcome === 'waits to be sent').length + Math.max(0, queued - mine.length);
  const rest = Map.groupBy(
    mine.filter(({ outcome }) => outcome !== 'unlocked' && outcome !== 'waits to be sent'),
    ({ outcome }) => outcome,
  );
  return (
    <Dialog
      open
      onClose={closeUnlock}
      title={waiting > 0 ? `${formatCount(waiting, 'unlock')} queued` : `${formatCount(queued, 'request')} answered`}
      lead={
        waiting > 0 ? 'You can close this. Unlocking continues, and Settings → Unlocking shows each result.' : undefined
      }
      size="small"
      foot={
        <Button autoFocus onClick={closeUnlock}>
          Close
        </Button>
      }
    >
      <ul className={styles.outcomes} aria-live="polite">
        <li>
          <strong>{formatNumber(unlocked)}</strong> unlocked
        </li>
        {[...rest].map(([outcome, ones]) => (
          <li key={outcome}>
            <strong>{formatNumber(ones.length)}</strong> {outcome}
          </li>
        ))}
        <li>
          <strong>{formatNumber(waiting)}</strong> waiting,{' '}
          <Link href={deliveriesAt()} onClick={closeUnlock}>
            look
          </Link>
        </li>
      </ul>
    </Dialog>
  );
}
