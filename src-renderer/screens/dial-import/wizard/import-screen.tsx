import { useEffect, useLayoutEffect, useState } from 'react';
import { type ImportStep, importAt } from '../../../state/addresses.ts';
import { moveOn, navigate } from '../../../state/hash-location.ts';
import { useCommandQuery } from '../../../state/use-command-query.ts';
import { Button } from '../../../ui/button.tsx';
import { EmptyState, Skeleton } from '../../../ui/notes.tsx';
import { Page } from '../../../ui/page.tsx';
import { ChecksStep } from '../checks/checks-step.tsx';
import { ColumnsStep } from '../columns/columns-step.tsx';
import { FileStep } from '../file/file-step.tsx';
import { ResultStep } from '../result/result-step.tsx';
import { StartStep } from '../start/start-step.tsx';
import styles from './import-screen.module.css';
import { currentStep, openSteps } from './open-steps.ts';

const STEPS = {
  file: FileStep,
  columns: ColumnsStep,
  checks: ChecksStep,
  start: StartStep,
  result: ResultStep,
} as const;
const ABOVE = [{ href: '/dial-lists', label: 'Dial lists' }] as const;

/** Goes to the current step. A command of the step before, whose answer is on its way, may still lead on from there. */
function MoveOn({ to }: { readonly to: string }): null {
  useLayoutEffect(() => moveOn(to), [to]);
  return null;
}

/** One import, at the requested step if that is available, otherwise at its current step. */
export function ImportScreen({ id, asked }: { readonly id: number; readonly asked: ImportStep | null }) {
  const { value: detail, error, refresh } = useCommandQuery('imports.get', { id }, ['imports', 'jobs', 'connections']);
  const isOpen = detail !== null && asked !== null && openSteps(detail.state).includes(asked);
  // The command that led here may have just changed the state: the step is only known to be unavailable from a new answer.
  const [lookedFor, setLookedFor] = useState<ImportStep | null>(null);
  useEffect(() => {
    if (isOpen) {
      setLookedFor(null);
      return;
    }
    // An answer that comes after the step was left says nothing about the next visit to it.
    let isHere = true;
    void refresh().then(() => isHere && setLookedFor(asked));
    return () => {
      isHere = false;
    };
  }, [isOpen, asked, refresh]);
  if (detail === null) {
    return (
      <Page title={error === null ? '' : 'This dial list can’t be shown'} above={ABOVE}>
        {error === null ? (
          <div className={styles.loading}>
            <Skeleton lines={10} />
          </div>
        ) : (
          <EmptyState
            title={error}
            action={
              <Button kind="main" onClick={() => navigate('/dial-lists')}>
                All dial lists
              </Button>
            }
          />
        )}
      </Page>
    );
  }
  if (asked !== null && !isOpen && lookedFor !== asked)
    return (
      <Page title={detail.fileName} above={ABOVE}>
        {null}
      </Page>
    );
  if (asked === null || !isOpen)
    return <MoveOn to={importAt(id, currentStep(detail.state, detail.mapping !== null))} />;
  const Step = STEPS[asked];
  return <Step detail={detail} refresh={refresh} />;
}
