import { ArrowRight } from 'lucide-react';
import { useEffect } from 'react';
import { Redirect } from 'wouter';
import { EncodingQuestion } from '../../../features/list-file/encoding-question.tsx';
import { FormatPicker } from '../../../features/list-file/format-picker.tsx';
import { LeadTypeFields } from '../../../features/receiver/lead-type-fields.tsx';
import { postsAt } from '../../../state/addresses.ts';
import { useDesk } from '../../../state/desk.ts';
import { navigate } from '../../../state/hash-location.ts';
import { changePosting, readPostFileAs, suggestFields, usePosting } from '../../../state/posting.ts';
import { useCommandQuery } from '../../../state/use-command-query.ts';
import { ActionButton } from '../../../ui/button.tsx';
import { useKeys } from '../../../ui/keys.ts';
import { ErrorNote } from '../../../ui/notes.tsx';
import { NoReceiver } from '../no-receiver.tsx';
import { PostPage } from '../post-page.tsx';
import styles from '../posts.module.css';
import { ColumnTable } from './column-table.tsx';
import { OptionsForm } from './options-form.tsx';

/** The receiver, the options of posting, and which column fills which field of the lead type. */
export function ColumnsStep() {
  const { source, options, columns, remembered, reading, error } = usePosting();
  const connections = useDesk((s) => s.status?.connections);
  const receivers = connections?.filter((one) => one.kind === 'receiver');
  const { connectionId } = options;
  const chosen = receivers?.find((one) => one.id === connectionId);
  const first = receivers?.[0]?.id;
  useEffect(() => {
    if (chosen === undefined && first !== undefined) changePosting({ connectionId: first });
  }, [chosen, first]);
  const { value: fields, refresh } = useCommandQuery(
    'delivery.fields',
    chosen === undefined ? null : { connectionId: chosen.id },
    ['connections'],
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: queried again for another receiver or other leads
  useEffect(() => {
    if (chosen !== undefined) void suggestFields();
  }, [chosen?.id, source]);
  const filled = columns?.filter(({ field }) => field !== null).length ?? 0;
  const isReady = chosen !== undefined && (source?.kind === 'hand' || filled > 0);
  const next = {
    id: 'wizard.next',
    label: source?.kind === 'hand' ? 'Check the lead' : 'Check the leads',
    keys: 'mod+Enter',
    group: 'Post leads',
    disabled: !isReady || reading,
    run: () => navigate(postsAt('checks')),
  };
  const back = {
    id: 'wizard.back',
    label: source?.kind === 'file' ? 'Choose another file' : source?.kind === 'leads' ? 'Choose other leads' : 'Back',
    keys: 'alt+ArrowLeft',
    group: 'Post leads',
    run: () => navigate(source?.kind === 'leads' ? source.from : postsAt(source?.kind === 'hand' ? 'hand' : 'file')),
  };
  useKeys([next, back]);
  if (source === null) return <Redirect to={postsAt()} replace />;
  if (receivers !== undefined && receivers.length === 0) return <NoReceiver />;
  return (
    <PostPage
      at={1}
      actions={
        <>
          <ActionButton action={back} />
          <ActionButton action={next} kind="main" icon={ArrowRight} />
        </>
      }
    >
      <div className={styles.scroll}>
        <div className={styles.said}>
          {error !== null && <ErrorNote>{error}</ErrorNote>}
          <OptionsForm receivers={receivers ?? []} receiver={chosen?.receiver ?? null} fields={fields ?? []} />
          {chosen !== undefined && (
            <LeadTypeFields
              key={chosen.id}
              connectionId={chosen.id}
              onSaved={() => {
                void refresh();
                void suggestFields(true);
              }}
            />
          )}
          {source.kind === 'file' && (
            <>
              <EncodingQuestion
                encodings={source.inspection.encodings}
                disabled={false}
                onChoose={(encoding) => void readPostFileAs({ encoding })}
              />
              <FormatPicker
                inspection={source.inspection}
                disabled={false}
                onChange={(change) => void readPostFileAs(change)}
              />
            </>
          )}
          {source.kind !== 'hand' && columns !== null && (
            <p className={styles.soft}>
              {filled} of {columns.length} columns mapped{remembered ? ', as for this campaign’s last posts' : ''}.
              Unmapped columns are not posted.
            </p>
          )}
        </div>
        {source.kind !== 'hand' && columns !== null && (
          <ColumnTable source={source} columns={columns} fields={fields ?? []} callData={options.kind === 'calldata'} />
        )}
      </div>
    </PostPage>
  );
}
