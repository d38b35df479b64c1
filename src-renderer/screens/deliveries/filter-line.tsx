import { RotateCw } from 'lucide-react';
import { useEffect } from 'react';
import type { Connection, JobFilter } from '../../../src-preload/contract/index.ts';
import { onDesk } from '../../bridge/index.ts';
import {
  CONCERNS,
  type Concern,
  isFiltered,
  type LogAddress,
  type Span,
  WHOLE_LOG,
} from '../../state/deliveries-address.ts';
import { useDesk } from '../../state/desk.ts';
import { throttle } from '../../state/throttle.ts';
import { useCommandQuery } from '../../state/use-command-query.ts';
import { Button } from '../../ui/button.tsx';
import { formatNumber } from '../../ui/format.ts';
import { TextInput } from '../../ui/inputs.tsx';
import { type Option, type OptionGroup, Select } from '../../ui/select.tsx';
import { JOB_STATES } from '../../ui/states.ts';
import styles from './deliveries.module.css';
import { PostFilters } from './post-filters.tsx';

const TIMES: readonly Option<Span | 'any' | 'own'>[] = [
  { value: 'any', label: 'Any time' },
  { value: 'hour', label: 'The last hour' },
  { value: 'today', label: 'Today' },
  { value: 'yesterday', label: 'Yesterday' },
  { value: 'week', label: 'The last 7 days' },
  { value: 'own', label: 'Between …' },
];

interface FilterLineProps {
  readonly address: LogAddress;
  readonly filter: JobFilter;
  /** Whether all rows are posted leads. */
  readonly onlyPosts: boolean;
  readonly onChange: (change: Partial<LogAddress>, replace?: boolean) => void;
  /** The number of matching rows, in words. */
  readonly matching: string;
  readonly fresh: string | null;
  readonly onFresh: () => void;
}

/** Every filter except the state, which is above, and the number of matching rows. */
export function FilterLine({ address, filter, onlyPosts, onChange, matching, fresh, onFresh }: FilterLineProps) {
  const status = useDesk((s) => s.status);
  const own = address.span === null && (address.from !== null || address.until !== null);
  const started = status?.imports.filter((i) => i.jobs.total > 0 || i.id === address.importId) ?? [];
  return (
    <section aria-label="Filters" className={styles.line}>
      <span className={styles.select}>
        <Select<number>
          size="small"
          aria-label="Vendor"
          value={address.connectionId ?? 0}
          onChange={(id) => onChange({ connectionId: id === 0 ? null : id })}
          options={connectionOptions(status?.connections ?? [], address.connectionId)}
        />
      </span>
      <span className={styles.select}>
        <Select<number>
          size="small"
          aria-label="Dial list"
          value={address.importId ?? 0}
          onChange={(id) => onChange({ importId: id === 0 ? null : id })}
          options={withChosen(
            [
              { value: 0, label: 'All dial lists' },
              ...started.map((i) => ({
                value: i.id,
                label: i.fileName,
                note: `${formatNumber(i.jobs.total)} rows sent or to send`,
              })),
            ],
            address.importId,
            'Dial list',
          )}
        />
      </span>
      <ConcernSelect address={address} filter={filter} onChange={onChange} />
      <ReasonSelect address={address} filter={filter} onChange={onChange} />
      <span className={styles.select}>
        <Select<Span | 'any' | 'own'>
          size="small"
          aria-label="Changed"
          value={address.span ?? (own ? 'own' : 'any')}
          options={TIMES}
          onChange={(when) => {
            if (when === 'any') onChange({ span: null, from: null, until: null });
            else if (when === 'own') onChange({ span: null, from: startOfToday(), until: null });
            else onChange({ span: when, from: null, until: null });
          }}
        />
      </span>
      {own && (
        <>
          <Moment label="From" value={address.from} onChange={(from) => onChange({ from })} />
          <Moment label="Until" value={address.until} onChange={(until) => onChange({ until })} />
        </>
      )}
      {(onlyPosts || (address.connectionId === null && address.importId === null)) && (
        <PostFilters address={address} shown={onlyPosts} onChange={onChange} />
      )}
      {isFiltered(address) && (
        <Button size="small" kind="quiet" onClick={() => onChange({ ...WHOLE_LOG, job: address.job })}>
          Clear filters
        </Button>
      )}
      <span className={styles.end}>
        {fresh !== null && (
          <Button size="small" icon={RotateCw} keys="." hint="Show at the top" onClick={onFresh}>
            {fresh}
          </Button>
        )}
        <output className={styles.matching} aria-live="off">
          {matching}
        </output>
      </span>
    </section>
  );
}

const CONCERN_WORDS: Readonly<Record<Concern, string>> = {
  any: 'Anything not confirmed',
  hopper: 'Not in the hopper',
  callback: 'Callback not confirmed',
  custom_fields: 'Custom fields not confirmed',
  multi_alt_phones: 'Additional phones not confirmed',
  differs: 'Value differs in dialer',
};

/** Delivered rows that should be checked, each kind with its number; hidden if there are none. */
function ConcernSelect({ address, filter, onChange }: Pick<FilterLineProps, 'address' | 'filter' | 'onChange'>) {
  const scope = {
    ...(filter.connectionId === undefined ? {} : { connectionId: filter.connectionId }),
    ...(filter.importId === undefined ? {} : { importId: filter.importId }),
  };
  const { value: counts } = useCommandQuery('jobs.concerns', scope, ['jobs']);
  const shown = CONCERNS.filter((one) => one === address.concern || (counts?.[one] ?? 0) > 0);
  if (shown.length === 0) return null;
  return (
    <span className={styles.select}>
      <Select<Concern | 'none'>
        size="small"
        aria-label="Delivered, but"
        value={address.concern ?? 'none'}
        onChange={(concern) => onChange({ concern: concern === 'none' ? null : concern })}
        options={[
          { value: 'none', label: 'Delivered, but …' },
          ...shown.map((one) => ({
            value: one,
            label: `${CONCERN_WORDS[one]}: ${formatNumber(counts?.[one] ?? 0)}`,
          })),
        ]}
      />
    </span>
  );
}

function startOfToday(): number {
  return new Date().setHours(0, 0, 0, 0);
}

/** Dialers, receivers, and sources where leads were unlocked. */
function connectionOptions(
  connections: readonly Connection[],
  chosen: number | null,
): readonly (Option<number> | OptionGroup<number>)[] {
  const all: Option<number> = { value: 0, label: 'All vendors' };
  const named = (some: readonly Connection[]) => some.map((c) => ({ value: c.id, label: c.name }));
  const dialers = named(connections.filter((c) => c.kind === 'crocodial'));
  const sources = named(connections.filter((c) => c.source !== null));
  const receivers = named(connections.filter((c) => c.kind === 'receiver'));
  if (sources.length + receivers.length === 0) return withChosen([all, ...dialers], chosen, 'Dialer');
  return [
    ...(connections.some((c) => c.id === chosen)
      ? [all]
      : withChosen([all], chosen === 0 ? null : chosen, 'Connection')),
    { label: 'Dialers', options: dialers },
    { label: 'Lead sources', options: sources },
    ...(receivers.length === 0 ? [] : [{ label: 'Lead receivers', options: receivers }]),
  ];
}

function withChosen(options: Option<number>[], chosen: number | null, what: string): Option<number>[] {
  if (chosen === null || options.some((o) => o.value === chosen)) return options;
  return [...options, { value: chosen, label: `${what} ${chosen}` }];
}

const REASONS_EVERY_MS = 5000;

function ReasonSelect({ address, filter, onChange }: Pick<FilterLineProps, 'address' | 'filter' | 'onChange'>) {
  const { reason: _, ...others } = filter;
  const { value, refresh } = useCommandQuery('jobs.reasons', { filter: others });
  useEffect(() => {
    const again = throttle(refresh, REASONS_EVERY_MS);
    const stop = onDesk((event) => (event === null || event.topic === 'jobs') && again());
    return () => {
      stop();
      again.stop();
    };
  }, [refresh]);
  const byReason = new Map<string, Option<string>>();
  for (const { reason, state, jobs } of value ?? []) {
    const note = `${formatNumber(jobs)} ${JOB_STATES[state].word.toLowerCase()}`;
    const before = byReason.get(reason);
    byReason.set(reason, {
      value: reason,
      label: reason,
      note: before === undefined ? note : `${before.note}, ${note}`,
    });
  }
  if (address.reason !== null && !byReason.has(address.reason)) {
    byReason.set(address.reason, { value: address.reason, label: address.reason });
  }
  return (
    <span className={styles.reasonSelect}>
      <Select<string>
        size="small"
        aria-label="Reason"
        value={address.reason ?? ''}
        onChange={(reason) => onChange({ reason: reason === '' ? null : reason })}
        options={[{ value: '', label: 'Any reason' }, ...byReason.values()]}
      />
    </span>
  );
}

/** A time as the value of the browser's input: local, without seconds. */
function toLocal(at: number): string {
  const local = new Date(at - new Date(at).getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 16);
}

function Moment({
  label,
  value,
  onChange,
}: {
  readonly label: string;
  readonly value: number | null;
  readonly onChange: (at: number | null) => void;
}) {
  return (
    <TextInput
      type="datetime-local"
      size="small"
      aria-label={label}
      className={styles.moment}
      value={value === null ? '' : toLocal(value)}
      onChange={(text) => {
        const at = new Date(text).getTime();
        onChange(Number.isNaN(at) ? null : at);
      }}
    />
  );
}
