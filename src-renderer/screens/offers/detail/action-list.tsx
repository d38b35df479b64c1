import { useState } from 'react';
import { Link } from 'wouter';
import type { OfferAction } from '../../../../src-preload/contract/index.ts';
import { claimLook } from '../../../features/offer/offer-look.ts';
import { Button } from '../../../ui/button.tsx';
import { Badge } from '../../../ui/state-badge.tsx';
import { StepLine } from '../../../ui/step-list.tsx';
import { When } from '../../../ui/when.tsx';
import styles from './detail.module.css';

const KINDS: Readonly<Record<OfferAction['kind'], string>> = {
  claim: 'Claim',
  'hand-back': 'Handed back',
  'hand-over': 'Handed over',
  submit: 'Offer submitted',
};

/** What was done on this desk, newest first, each with its result. */
export function ActionList({ actions }: { readonly actions: readonly OfferAction[] }) {
  if (actions.length === 0) return <p className={styles.soft}>Nothing yet.</p>;
  return (
    <ol className={styles.actions} aria-label="History on this desk, newest first">
      {actions.map((action) => (
        <ActionLine key={action.id} action={action} />
      ))}
    </ol>
  );
}

function ActionLine({ action }: { readonly action: OfferAction }) {
  const { kind, at, who, outcome, what, line, jobId } = action;
  const look = claimLook(action);
  const [open, setOpen] = useState(false);
  return (
    <li className={styles.action}>
      <StepLine
        what={
          <span className={styles.who}>
            <strong>{KINDS[kind]}</strong> by {who}
          </span>
        }
        when={
          <span className={styles.when}>
            <When at={at} />
          </span>
        }
      />
      <div className={styles.actWhat}>
        {(kind === 'claim' || outcome === 'unknown' || outcome === 'lost') && (
          <Badge look={look} plain>
            {kind === 'submit' && outcome === 'lost' ? 'Refused' : look.word}
          </Badge>
        )}
        {what !== '' && <span>{what}</span>}
      </div>
      {(line !== '' || jobId !== null) && (
        <div className={styles.actMore}>
          {line !== '' && (
            <Button size="small" kind="quiet" aria-expanded={open} onClick={() => setOpen(!open)}>
              {open ? 'Hide LionDesk’s answer' : 'LionDesk’s answer'}
            </Button>
          )}
          {jobId !== null && <Link href={`/deliveries?job=${jobId}`}>Show delivery</Link>}
        </div>
      )}
      {open && <pre className={styles.line}>{line}</pre>}
    </li>
  );
}
