// biome-ignore-all lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
// biome-ignore-all lint/a11y/useSemanticElements: a name for what scrolls, which is no set of fields
import { ChevronDown, ChevronRight, Copy, Split } from 'lucide-react';
import { useState } from 'react';
import type { LeadDetail, LeadRecord } from '../../../src-preload/contract/index.ts';
import { call, errorMessage } from '../../bridge/index.ts';
import { leadAt } from '../../state/addresses.ts';
import { navigateFromHere } from '../../state/hash-location.ts';
import { undoAction } from '../../state/lead-calls.ts';
import { Button } from '../../ui/button.tsx';
import { PaneSection } from '../../ui/detail-pane.tsx';
import { useKeys } from '../../ui/keys.ts';
import { toast, toastError } from '../../ui/toaster.tsx';
import { When } from '../../ui/when.tsx';
import { LEAD_ACTIONS } from '../keys/lead-keys.ts';
import styles from './records.module.css';

/** The most characters of a record that are displayed; copying takes all of it. */
const SHOWN_AT_MOST = 200_000;

/** A vendor's record, indented for reading. */
export function prettyJson(raw: string): string {
  try {
    return JSON.stringify(JSON.parse(raw), null, 2);
  } catch {
    // A record that is not JSON is shown as received.
    return raw;
  }
}

/** The records of each source, collapsed at first. Each can be split off if it is another person. */
export function Records({ lead }: { readonly lead: LeadDetail }) {
  const [open, setOpen] = useState<ReadonlySet<number>>(new Set());
  const toggle = (id: number) => {
    const next = new Set(open);
    if (!next.delete(id)) next.add(id);
    setOpen(next);
  };
  const all = () => setOpen(open.size > 0 ? new Set() : new Set(lead.records.map((r) => r.id)));
  useKeys([{ ...LEAD_ACTIONS.raw, label: open.size > 0 ? 'Hide vendor records' : LEAD_ACTIONS.raw.label, run: all }]);
  return (
    <PaneSection title="Sources" count={lead.records.length}>
      <ul className={styles.records}>
        {lead.records.map((record) => (
          <RecordLine
            key={record.id}
            record={record}
            leadId={lead.id}
            several={lead.records.length > 1}
            open={open.has(record.id)}
            onToggle={() => toggle(record.id)}
          />
        ))}
      </ul>
    </PaneSection>
  );
}

interface RecordLineProps {
  readonly record: LeadRecord;
  readonly leadId: number;
  readonly several: boolean;
  readonly open: boolean;
  readonly onToggle: () => void;
}

function RecordLine({ record, leadId, several, open, onToggle }: RecordLineProps) {
  const split = () => {
    const go = navigateFromHere();
    call('leads.split', { id: leadId, recordId: record.id }).then(
      ({ id, actId }) => {
        toast(`The record from ${record.source} is now a separate lead`, () => undoAction(actId));
        go(leadAt(id));
      },
      (thrown: unknown) => toastError(`Not split: ${errorMessage(thrown)}`),
    );
  };
  const copy = () => {
    navigator.clipboard.writeText(record.raw).then(
      () => toast('Record copied'),
      () => toastError('Record not copied: the browser denied clipboard access.'),
    );
  };
  const text = open ? prettyJson(record.raw) : '';
  const Chevron = open ? ChevronDown : ChevronRight;
  return (
    <li className={styles.record}>
      <div className={styles.line}>
        <button type="button" className={styles.toggle} aria-expanded={open} onClick={onToggle}>
          <Chevron size={14} aria-hidden="true" />
          <span className={styles.source}>{record.source}</span>
          {record.connectionId !== null && record.externalId !== '' && (
            <span className={styles.soft}>{record.externalId}</span>
          )}
          <span className={styles.soft}>
            {record.kind === 'locumjobs' ? (record.unlocked ? 'unlocked, ' : 'locked, ') : ''}
            changed <When at={record.changedAt} />
          </span>
          {record.goneAt !== null && (
            <span className={styles.gone}>
              no longer at {record.source} since <When at={record.goneAt} />
            </span>
          )}
        </button>
        {several && (
          <Button
            size="small"
            kind="quiet"
            icon={Split}
            hint="Another person: split into a separate lead"
            onClick={split}
          >
            Split off
          </Button>
        )}
      </div>
      {open && (
        <div className={styles.raw}>
          <pre className={styles.text} role="group" aria-label={`Original record from ${record.source}`} tabIndex={0}>
            {text.slice(0, SHOWN_AT_MOST)}
            {text.length > SHOWN_AT_MOST && '\n… copy it to see the rest'}
          </pre>
          <Button size="small" icon={Copy} onClick={copy}>
            Copy
          </Button>
        </div>
      )}
    </li>
  );
}
