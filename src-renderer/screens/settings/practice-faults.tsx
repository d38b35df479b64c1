import { useRef, useState } from 'react';
import type { PracticeFault, PracticeFaults } from '../../../src-preload/contract/index.ts';
import { call, errorMessage } from '../../bridge/index.ts';
import { useCommandQuery } from '../../state/use-command-query.ts';
import { Button } from '../../ui/button.tsx';
import { Switch } from '../../ui/inputs.tsx';
import { ErrorNote } from '../../ui/notes.tsx';
import { Select } from '../../ui/select.tsx';
import { toastError } from '../../ui/toaster.tsx';
import styles from './practice-faults.module.css';
import sheet from './settings.module.css';

type Vendor = PracticeFaults['vendors'][number];

const WORDS: Readonly<Record<PracticeFault, readonly [string, string]>> = {
  'no-answer': ['No answer', 'The request is ignored until it times out.'],
  'answer-lost': ['Answer lost', 'The request is processed, but the answer never arrives.'],
  slow: ['Slow', 'Each answer takes 3 seconds longer.'],
  'error-500': ['Server error', 'HTTP 500, without a reason.'],
  busy: ['Busy', 'HTTP 503 with Retry-After: 10 seconds.'],
  reset: ['Connection reset', 'Cut before the request is processed.'],
  'wrong-password': ['Wrong password', 'The login is refused.'],
  'web-page': ['Web page instead of an answer', 'Like a hotel network’s sign-in page.'],
  duplicate: ['Duplicate', 'Every lead is reported as a duplicate.'],
};

const OFTEN = [
  { value: 1, label: 'Every request' },
  { value: 3, label: 'Every 3rd request' },
  { value: 10, label: 'Every 10th request' },
] as const;

const STRUCK: Readonly<Record<Vendor['vendor'], string>> = {
  dialer: 'Affects leads that are sent. Reads are answered as usual.',
  board: 'Affects fetching and unlocking leads.',
  desk: 'Affects fetching and claiming offers.',
  leadexec: 'Affects leads that are posted, and their status.',
};

/** What the practice vendors do wrong on purpose, each fault with its switch. */
export function PracticeFaultSwitches() {
  const { value, error, refresh } = useCommandQuery('practice.faults', {}, ['connections']);
  /** As switched here, until the vendors have it: a switch answers at once, and the next one builds on it. */
  const [ahead, setAhead] = useState<ReadonlyMap<Vendor['vendor'], Vendor>>(new Map());
  const sent = useRef<Promise<void>>(Promise.resolve());
  const vendors = (value?.vendors ?? []).map((one) => ahead.get(one.vendor) ?? one);
  const change = (vendor: Vendor, to: Partial<Pick<Vendor, 'on' | 'every'>>) => {
    const next = { ...vendor, ...to };
    setAhead((before) => new Map(before).set(next.vendor, next));
    // Each holds all switches of its vendor, so one that overtakes another would take it back.
    sent.current = sent.current
      .then(() => call('practice.setFaults', { vendor: next.vendor, on: next.on, every: next.every }))
      .then(refresh, (thrown: unknown) => toastError(errorMessage(thrown)))
      .finally(() => {
        setAhead((before) => new Map([...before].filter(([, one]) => one !== next)));
      });
  };
  const faulty = vendors.filter(({ on }) => on.length > 0);
  return (
    <section aria-labelledby="practice-faults" className={styles.faults}>
      <div className={styles.head}>
        <h3 id="practice-faults">Faults</h3>
        {faulty.length > 0 && (
          <Button
            size="small"
            onClick={() => {
              for (const vendor of faulty) change(vendor, { on: [] });
            }}
          >
            Switch all off
          </Button>
        )}
      </div>
      <p className={sheet.soft}>
        {value?.running === false
          ? 'Start the practice vendors to try out faults such as a dialer that is down or a wrong password.'
          : 'Try out faults such as a dialer that is down or a wrong password. Takes effect immediately, until Trunkline closes. Resume connections that a fault has stopped in Connections.'}
      </p>
      {error !== null && <ErrorNote>{error}</ErrorNote>}
      {value?.running === true &&
        vendors.map((vendor) => (
          <VendorSwitches key={vendor.vendor} vendor={vendor} onChange={(to) => change(vendor, to)} />
        ))}
    </section>
  );
}

interface VendorSwitchesProps {
  readonly vendor: Vendor;
  readonly onChange: (to: Partial<Pick<Vendor, 'on' | 'every'>>) => void;
}

function VendorSwitches({ vendor, onChange }: VendorSwitchesProps) {
  const { name, known, on, every } = vendor;
  const toggle = (fault: PracticeFault, is: boolean) =>
    onChange({ on: known.filter((one) => (one === fault ? is : on.includes(one))) });
  return (
    <fieldset className={styles.vendor}>
      <legend>{name}</legend>
      <p className={sheet.soft}>{STRUCK[vendor.vendor]}</p>
      <div className={styles.often}>
        <Select<number>
          size="small"
          aria-label={`How often ${name} fails`}
          value={every}
          onChange={(to) => onChange({ every: to })}
          options={
            OFTEN.some(({ value }) => value === every)
              ? OFTEN
              : [...OFTEN, { value: every, label: `Every ${every}th request` }]
          }
        />
      </div>
      <div className={styles.switches}>
        {known.map((fault) => (
          <Switch
            key={fault}
            label={WORDS[fault][0]}
            help={WORDS[fault][1]}
            checked={on.includes(fault)}
            onChange={(is) => toggle(fault, is)}
          />
        ))}
      </div>
    </fieldset>
  );
}
