import { ListChecks } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { CommandInput, ItemOutcome } from '../../../../src-preload/contract/index.ts';
import { call, errorMessage } from '../../../bridge/index.ts';
import { EncodingQuestion } from '../../../features/list-file/encoding-question.tsx';
import { accountAt, batchAt, recordAt } from '../../../state/account-address.ts';
import { navigate } from '../../../state/hash-location.ts';
import { useCommandQuery } from '../../../state/use-command-query.ts';
import { ActionButton } from '../../../ui/button.tsx';
import { formatCount } from '../../../ui/format.ts';
import { useKeys } from '../../../ui/keys.ts';
import { ErrorNote, Note, Skeleton } from '../../../ui/notes.tsx';
import { Page } from '../../../ui/page.tsx';
import styles from '../bulk.module.css';
import { AssignConfirm } from './assign-confirm.tsx';
import { AssignSide } from './assign-side.tsx';
import type { AssignChoices, ListPlan } from './list-plan.ts';
import { type ItemSource, ListSource } from './list-source.tsx';
import { PlannedItems } from './planned-items.tsx';

type Input = CommandInput<'leadexec.planList'>;

interface AssignPageProps {
  readonly connectionId: number;
  readonly list: number;
}

const FIRST: AssignChoices = { format: {}, columns: null, removeUnlisted: false, removeMissing: false };
const AT_MOST = 1_000;

/** Assigns the items of a distribution list to clients from a file: columns, before and after, then one job for each change. */
export function AssignPage({ connectionId, list }: AssignPageProps) {
  const [source, setSource] = useState<ItemSource | null>(null);
  const [choices, setChoices] = useState<AssignChoices>(FIRST);
  const [show, setShow] = useState<ItemOutcome | 'all'>('all');
  const [confirming, setConfirming] = useState(false);
  const { format, columns, removeUnlisted, removeMissing } = choices;
  const input: Input | null =
    source === null
      ? null
      : {
          connectionId,
          list,
          ...source,
          format,
          removeUnlisted,
          removeMissing,
          ...(columns === null ? {} : { columns }),
        };
  const { plan, isCurrent, error } = usePlan(input, show);
  const { value: record } = useCommandQuery('leadexec.record', { connectionId, kind: 'lists', parent: 0, id: list }, [
    'account',
  ]);
  useEffect(() => {
    // Names of clients are taken from this desk's copies.
    call('leadexec.open', { connectionId, kind: 'clients' }).catch(() => undefined);
  }, [connectionId]);
  const name = record === null ? `List ${list}` : nameIn(record.record, list);
  const requests = plan?.requests ?? 0;
  const isAsked = (plan?.inspection.encodings.length ?? 0) > 0;
  const next = {
    id: 'assign.review',
    label: requests === 0 ? 'Apply changes' : `Apply ${formatCount(requests, 'change')}`,
    keys: 'mod+Enter',
    group: 'Account',
    // After a choice the plan shown is the earlier one until the next has come: nothing is sent by it.
    disabled: requests === 0 || isAsked || error !== null || !isCurrent,
    run: () => setConfirming(true),
  };
  const another = {
    id: 'assign.another',
    label: 'Choose another file',
    keys: 'alt+ArrowLeft',
    group: 'Account',
    disabled: source === null,
    run: () => {
      setSource(null);
      setChoices(FIRST);
      setShow('all');
    },
  };
  useKeys([next, another]);
  return (
    <Page
      title={`Items of ${name} from a file`}
      above={[
        { href: accountAt(), label: 'Account' },
        { href: accountAt('lists'), label: 'Distribution lists' },
        { href: recordAt('lists', 'lists', 0, list), label: name },
      ]}
      actions={
        source !== null && (
          <>
            <ActionButton action={another} />
            <ActionButton action={next} kind="main" icon={ListChecks} />
          </>
        )
      }
    >
      {source === null ? (
        <ListSource onSource={setSource} />
      ) : plan === null ? (
        <div className={styles.progress}>
          {error === null ? <Skeleton lines={10} height={20} /> : <ErrorNote>{error}</ErrorNote>}
        </div>
      ) : (
        <div className={styles.whole}>
          <AssignSide plan={plan} choices={choices} onChoices={setChoices} />
          <section className={styles.main} aria-label="What changes">
            <div className={styles.notes}>
              {error !== null && <ErrorNote>{error}</ErrorNote>}
              <EncodingQuestion
                encodings={plan.inspection.encodings}
                disabled={false}
                onChoose={(encoding) => setChoices({ ...choices, format: { ...format, encoding } })}
              />
              {!isAsked &&
                plan.warnings.map((warning) => (
                  <Note key={warning} kind="warning">
                    {warning}
                  </Note>
                ))}
              {plan.inspection.notes.map((note) => (
                <p key={note} className={styles.soft}>
                  {note}
                </p>
              ))}
            </div>
            <PlannedItems plan={plan} show={show} onShow={setShow} />
          </section>
        </div>
      )}
      {confirming && plan !== null && input !== null && (
        <AssignConfirm
          plan={plan}
          input={input}
          onClose={() => setConfirming(false)}
          onStarted={(batch) => navigate(batchAt('lists', batch))}
        />
      )}
    </Page>
  );
}

function nameIn(record: string, list: number): string {
  const { Description } = JSON.parse(record) as { Description?: unknown };
  return typeof Description === 'string' && Description !== '' ? Description : `List ${list}`;
}

/** A plan, and the input that it is of. */
interface Planned {
  readonly asked: string | null;
  readonly plan: ListPlan | null;
  readonly error: string | null;
}

const NO_PLAN: Planned = { asked: null, plan: null, error: null };

/** The plan for a file. The last plan stays visible while a new one is made. */
function usePlan(
  input: Input | null,
  show: ItemOutcome | 'all',
): { readonly plan: ListPlan | null; readonly isCurrent: boolean; readonly error: string | null } {
  const question = input === null ? null : JSON.stringify(input);
  const [{ asked, plan, error }, setState] = useState<Planned>(NO_PLAN);
  useEffect(() => {
    if (question === null) {
      setState(NO_PLAN);
      return;
    }
    let closed = false;
    const wanted = { ...(JSON.parse(question) as Input), count: AT_MOST, ...(show === 'all' ? {} : { show }) };
    call('leadexec.planList', wanted).then(
      (came) => !closed && setState({ asked: question, plan: came, error: null }),
      (thrown: unknown) => !closed && setState((one) => ({ ...one, error: errorMessage(thrown) })),
    );
    return () => {
      closed = true;
    };
  }, [question, show]);
  return { plan, isCurrent: asked === question, error };
}
