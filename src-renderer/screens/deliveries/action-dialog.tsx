import { useEffect, useState } from 'react';
import type { JobFilter } from '../../../src-preload/contract/index.ts';
import { errorMessage } from '../../bridge/index.ts';
import { canBeTakenBack, type Gathered, gatherAll, type JobAction, perform } from '../../state/deliveries-actions.ts';
import { reloadLog } from '../../state/deliveries-log.ts';
import { ActionButton, Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { formatNumber } from '../../ui/format.ts';
import { useAction } from '../../ui/keys.ts';
import { ErrorNote, Note } from '../../ui/notes.tsx';
import { Progress } from '../../ui/progress.tsx';
import { toast, toastError } from '../../ui/toaster.tsx';
import { EarlierAttempts } from './earlier-attempts.tsx';
import { actionWords, isPost } from './unlock-words.ts';
import { rowsWord, tallyWords } from './words.ts';

/** What the command applies to: rows that are counted already, or all rows that match a filter, which are counted first. */
export type Asked =
  | { readonly action: JobAction; readonly gathered: Gathered }
  | { readonly action: JobAction; readonly filter: JobFilter };

/** Shows a toast with what was done and the number of rows, with undo if it can be undone. */
export function toastDone(action: JobAction, gathered: Gathered, changed: number): void {
  const left = gathered.ids.length - changed;
  const aside =
    left > 0
      ? ` ${rowsWord(left)} had changed state in the meantime and ${left === 1 ? 'was' : 'were'} not changed.`
      : '';
  const undo = () => {
    perform('resend', gathered.ids)
      .then((back) => {
        toast(`${rowsWord(back)} will be sent again.`);
        return reloadLog();
      })
      .catch((thrown: unknown) => toastError(`Couldn’t undo: ${errorMessage(thrown)}`));
  };
  toast(
    `${actionWords(action, gathered.sample).done(rowsWord(changed))}.${aside}`,
    canBeTakenBack(action, gathered) ? undo : undefined,
  );
}

/** Says what will happen, with the number of rows on the button, before anything that can't be undone. */
export function ActionDialog({ asked, onClose }: { readonly asked: Asked; readonly onClose: (done: boolean) => void }) {
  const [gathered, setGathered] = useState<Gathered | null>('gathered' in asked ? asked.gathered : null);
  const words = actionWords(asked.action, gathered?.sample ?? []);
  const [found, setFound] = useState(0);
  const [done, setDone] = useState<number | null>(null);
  const [error, setError] = useState<string | null>(null);

  useEffect(() => {
    if ('gathered' in asked) return;
    const stop = new AbortController();
    gatherAll(asked.action, asked.filter, setFound, stop.signal).then(
      (all) => all !== null && setGathered(all),
      (thrown: unknown) => !stop.signal.aborted && setError(errorMessage(thrown)),
    );
    return () => stop.abort();
  }, [asked]);

  const go = async () => {
    if (gathered === null) return;
    setDone(0);
    setError(null);
    try {
      const changed = await perform(asked.action, gathered.ids, setDone);
      toastDone(asked.action, gathered, changed);
      onClose(true);
    } catch (thrown) {
      setDone(null);
      setError(`${errorMessage(thrown)} Rows already changed stay changed.`);
    }
  };

  const n = gathered?.ids.length ?? 0;
  const doubt = gathered?.byState.unknown ?? 0;
  return (
    <Dialog
      open
      onClose={() => onClose(done !== null)}
      title={gathered === null ? 'Counting the rows' : n === 0 ? 'Nothing to do' : words.title(rowsWord(n))}
      lead={gathered !== null && n > 0 ? words.lead : undefined}
      foot={
        <>
          <Button autoFocus onClick={() => onClose(false)} disabled={done !== null}>
            {n === 0 && gathered !== null ? 'Close' : 'Keep as is'}
          </Button>
          {(gathered === null || n > 0) && (
            <Confirm
              label={gathered === null ? words.label : words.button(rowsWord(n))}
              danger={asked.action === 'cancel'}
              disabled={gathered === null || done !== null}
              onConfirm={() => void go()}
            />
          )}
        </>
      }
    >
      {error !== null && <ErrorNote>{error}</ErrorNote>}
      {gathered === null && error === null && <p aria-live="polite">{formatNumber(found)} so far …</p>}
      {gathered !== null && n === 0 && (
        <p>None of the matching rows is in a state that allows this. Nothing was changed.</p>
      )}
      {gathered !== null && n > 0 && asked.action !== 'send-again' && <p>{tallyWords(gathered.byState)}.</p>}
      {asked.action === 'cancel' && doubt > 0 && (
        <Note kind="warning">
          {doubt === 1 ? '1 of them is' : `${formatNumber(doubt)} of them are`} unknown and may have arrived: canceling
          removes nothing from {gathered?.sample.every(isPost) === true ? 'LeadExec' : 'the dialer'}.
        </Note>
      )}
      {gathered !== null && n > 0 && (asked.action === 'send-again' || asked.action === 'delivered') && (
        <EarlierAttempts gathered={gathered} />
      )}
      {done !== null && n > 0 && (
        <>
          <Progress share={done / n} label="Rows done" />
          <p>
            {formatNumber(done)} of {formatNumber(n)}
          </p>
        </>
      )}
    </Dialog>
  );
}

interface ConfirmProps {
  readonly label: string;
  readonly danger: boolean;
  readonly disabled: boolean;
  readonly onConfirm: () => void;
}

/** The confirm button, with the key that submits every form. */
function Confirm({ label, danger, disabled, onConfirm }: ConfirmProps) {
  const action = useAction({
    id: 'deliveries.yes',
    label,
    keys: 'mod+Enter',
    group: 'Deliveries',
    disabled,
    run: onConfirm,
  });
  return (
    <ActionButton action={action} kind={danger ? 'danger' : 'main'}>
      {label}
    </ActionButton>
  );
}
