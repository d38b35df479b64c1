import { useEffect, useMemo, useRef, useState } from 'react';
import type { AccountCopy, CommandInput, CommandOutput } from '../../../../src-preload/contract/index.ts';
import { call, errorMessage } from '../../../bridge/index.ts';
import { NO_FIELDS, useTypeFields } from '../../../state/account-record.ts';
import { stillHere } from '../../../state/hash-location.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { formatCount, formatNumber } from '../../../ui/format.ts';
import { useKeys } from '../../../ui/keys.ts';
import { ErrorNote, Note, Skeleton } from '../../../ui/notes.tsx';
import { ROW } from '../../../ui/table/row-moves.ts';
import { type Column, VirtualTable } from '../../../ui/virtual-table.tsx';
import styles from '../bulk.module.css';
import { CriteriaSentence } from '../criteria/criteria-sentence.tsx';
import type { Criterion } from '../criteria/criterion.ts';
import { MethodChoice } from '../method-choice.tsx';
import { writtenText } from '../records/shown-value.ts';

type Input = CommandInput<'leadexec.planCopies'>;
type Plan = CommandOutput<'leadexec.planCopies'>;

interface CopyReviewProps {
  readonly input: Input;
  readonly onClose: () => void;
  readonly onStarted: (batchId: number) => void;
}

const AT_MOST = 1_000;
/** The room for a scroll bar below the rows, px. */
const BELOW = 16;
/** A typed number is used for the plan once it has not changed for this long, ms. */
const PAUSE_MS = 250;
const OUTCOMES: Readonly<Record<AccountCopy['outcome'], string>> = {
  ready: 'Will be created',
  'no-method': 'No method',
  exists: 'Exists already',
  problem: 'Not possible',
};

/** What will be created for each client. Clients that get nothing are listed first, with the reason. */
export function CopyReview({ input, onClose, onStarted }: CopyReviewProps) {
  const [methods, setMethods] = useState<ReadonlyMap<number, number>>(new Map());
  const [planned, setPlanned] = useState<{ readonly asked: string; readonly plan: Plan } | null>(null);
  const isFirst = useRef(true);
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const asked = JSON.stringify({
    ...input,
    methods: [...methods].map(([client, method]) => ({ client, method })),
    count: AT_MOST,
  });
  useEffect(() => {
    let closed = false;
    const make = () =>
      call('leadexec.planCopies', JSON.parse(asked) as Input).then(
        (plan) => {
          if (closed) return;
          setPlanned({ asked, plan });
          setError(null);
        },
        (thrown: unknown) => !closed && setError(errorMessage(thrown)),
      );
    const timer = setTimeout(() => void make(), isFirst.current ? 0 : PAUSE_MS);
    isFirst.current = false;
    return () => {
      closed = true;
      clearTimeout(timer);
    };
  }, [asked]);
  const plan = planned?.plan ?? null;
  const ready = plan?.counts.ready ?? 0;
  // After a choice the plan shown is the earlier one until the next has come: nothing is created by it.
  const disabled = ready === 0 || busy || planned?.asked !== asked;
  const start = async () => {
    if (plan === null || disabled) return;
    const isHere = stillHere();
    setBusy(true);
    try {
      const { count: _, ...chosen } = JSON.parse(asked) as Input;
      const { batchId } = await call('leadexec.copyAccount', { ...chosen, revision: plan.revision });
      if (isHere()) onStarted(batchId);
    } catch (thrown) {
      setError(errorMessage(thrown));
      setBusy(false);
    }
  };
  return (
    <Dialog
      open
      size="wide"
      title="Review the copies"
      lead="The account and its clients were read again. Nothing is created until you say so; LeadExec’s API can’t delete accounts."
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>Back</Button>
          <StartButton count={ready} disabled={disabled} onStart={() => void start()} />
        </>
      }
    >
      {error !== null && <ErrorNote>{error}</ErrorNote>}
      {plan === null ? (
        error === null && <Skeleton lines={8} />
      ) : (
        <Planned
          connectionId={input.connectionId}
          plan={plan}
          onMethod={(client, method) => setMethods(new Map([...methods, [client, method]]))}
        />
      )}
    </Dialog>
  );
}

function StartButton({
  count,
  disabled,
  onStart,
}: {
  readonly count: number;
  readonly disabled: boolean;
  readonly onStart: () => void;
}) {
  const label = `Create ${formatCount(count, 'account')}`;
  useKeys([{ id: 'copy.start', label, keys: 'mod+Enter', group: 'Account', disabled, run: onStart }]);
  return (
    <Button kind="main" keys="mod+Enter" disabled={disabled} onClick={onStart}>
      {label}
    </Button>
  );
}

interface PlannedProps {
  readonly connectionId: number;
  readonly plan: Plan;
  readonly onMethod: (client: number, method: number) => void;
}

function Planned({ connectionId, plan, onMethod }: PlannedProps) {
  const { values, warnings, copies, counts, leadType } = plan;
  const fields = useTypeFields(connectionId, leadType);
  const criteria = useMemo(() => JSON.parse(plan.criteria) as readonly Criterion[], [plan.criteria]);
  const left = [
    [counts.noMethod, 'with no delivery method of this lead type'],
    [counts.exists, 'with an account of this name'],
    [counts.problem, 'not possible'],
  ] as const;
  const words = left.flatMap(([count, why]) => (count === 0 ? [] : [`${formatNumber(count)} ${why}`]));
  return (
    <>
      <dl className={styles.values} aria-label="Every copy has">
        {values.map(({ field, label, value }) =>
          field === 'Criteria' ? null : (
            <div key={`${field} ${label}`}>
              <dt>{label}</dt>
              <dd>{writtenText(field, value)}</dd>
            </div>
          ),
        )}
        <div className={styles.wholeRow}>
          <dt>Criteria</dt>
          <dd>
            {criteria.length > 0 && leadType !== 0 && fields === NO_FIELDS ? (
              <Skeleton lines={1} height={40} />
            ) : (
              <CriteriaSentence criteria={criteria} fields={fields} />
            )}
          </dd>
        </div>
      </dl>
      {warnings.map((warning) => (
        <Note key={warning} kind="warning">
          {warning}
        </Note>
      ))}
      <p role="status">
        {`${formatCount(counts.ready, 'account')} will be created.${words.length === 0 ? '' : ` Left out: ${words.join(', ')}.`}`}
      </p>
      <div className={styles.dialogTable} style={{ maxHeight: (copies.length + 1) * ROW + BELOW }}>
        <VirtualTable<AccountCopy>
          label="Copies"
          name="account-copies"
          columns={columns(onMethod)}
          rows={copies}
          rowKey={({ client }) => client}
        />
      </div>
    </>
  );
}

const columns = (onMethod: (client: number, method: number) => void): Column<AccountCopy>[] => [
  { id: 'outcome', title: 'Copy', width: 136, cell: ({ outcome }) => OUTCOMES[outcome] },
  {
    id: 'client',
    title: 'Client',
    width: 220,
    cell: ({ clientName, client }) => <span title={`${clientName} (${client})`}>{`${clientName} (${client})`}</span>,
  },
  {
    id: 'method',
    title: 'Delivery method',
    width: 280,
    cell: ({ client, clientName, method, methods, outcome }) =>
      outcome === 'exists' ? (
        (methods.find(({ id }) => id === method)?.name ?? '')
      ) : (
        <MethodChoice
          size="small"
          label={`Delivery method of ${clientName}`}
          numberLabel={`Number of the delivery method of ${clientName}`}
          value={method ?? 0}
          options={methods.map(({ id, name }) => ({ value: id, label: name }))}
          withNone={false}
          onChange={(chosen) => onMethod(client, chosen)}
        />
      ),
  },
  {
    id: 'name',
    title: 'Name or reason',
    width: 260,
    grow: true,
    cell: ({ accountName, reason }) => {
      const text = reason === '' ? accountName : reason;
      return <span title={text}>{text}</span>;
    },
  },
];
