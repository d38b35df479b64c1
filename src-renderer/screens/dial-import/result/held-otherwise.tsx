import { useEffect } from 'react';
import type { ImportDetail } from '../../../../src-preload/contract/index.ts';
import { call, errorMessage } from '../../../bridge/index.ts';
import { useCommandQuery } from '../../../state/use-command-query.ts';
import { Button } from '../../../ui/button.tsx';
import { formatCount, formatNumber } from '../../../ui/format.ts';
import { Note } from '../../../ui/notes.tsx';
import { toast, toastError } from '../../../ui/toaster.tsx';

const ASK_AGAIN_MS = 3000;

/** The result of reading a sample of the loaded leads back, if the dialer stored any value differently. */
export function HeldOtherwise({ detail, moving }: { readonly detail: ImportDetail; readonly moving: boolean }) {
  const { id } = detail;
  const { value: known, refresh } = useCommandQuery('imports.readBack', { id });
  const reading = moving || known?.state === 'reading';
  useEffect(() => {
    if (!reading) return;
    const timer = setInterval(() => void refresh(), ASK_AGAIN_MS);
    return () => clearInterval(timer);
  }, [reading, refresh]);
  if (!known || known.differing === 0) return null;
  const adopt = () => {
    call('imports.adoptProfile', { id }).then(
      () => {
        toast('Profile changed. It applies to lists checked from now on.');
        void refresh();
      },
      (thrown: unknown) => toastError(errorMessage(thrown)),
    );
  };
  const first = known.differences.slice(0, 3).map(({ row, field, words }) => `row ${row}, ${field}: ${words}`);
  return (
    <Note
      kind="warning"
      {...(known.proposal === null ? {} : { actions: <Button onClick={adopt}>Change profile</Button> })}
    >
      The dialer stores {formatNumber(known.differing)} of {formatCount(known.values, 'value')} differently than shown (
      {formatCount(known.leads, 'lead')} read back): {first.join('; ')}
      {known.differing > first.length ? ' …' : '.'}
      {known.proposal !== null && ` Proposed for ${detail.connection ?? 'the dialer'}: ${known.proposal.words}.`}
    </Note>
  );
}
