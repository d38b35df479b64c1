import { useState } from 'react';
import type { DocumentedCall } from '../../../../src-preload/contract/index.ts';
import { REMOVED } from '../../../../src-preload/contract/removed.ts';
import { askAccount, type Outcome, shareGiven, useShared } from '../../../state/account-requests.ts';
import { ActionButton } from '../../../ui/button.tsx';
import { useKeys } from '../../../ui/keys.ts';
import { ErrorNote, Note } from '../../../ui/notes.tsx';
import { AnswerView } from './answer-view.tsx';
import { JobLine } from './job-line.tsx';
import { RequestField } from './request-field.tsx';
import { fieldKey, firstValue, type Problems, type Typed, writeRequest } from './request-values.ts';
import { buttonWords, cannotUndo } from './request-words.ts';
import styles from './requests.module.css';

/** The placeholder of a password in an answer. */

function firstTyped({ fields }: DocumentedCall): Typed {
  const shared = useShared.getState();
  return Object.fromEntries(
    fields.map((field) => [fieldKey(field), field.hidden ? '' : (shared[field.path] ?? firstValue(field))]),
  );
}

/** One request: its parameters, its effects that can’t be undone, and its answer. */
export function RequestForm({ connectionId, call }: { readonly connectionId: number; readonly call: DocumentedCall }) {
  const [typed, setTyped] = useState<Typed>(() => firstTyped(call));
  const [problems, setProblems] = useState<Problems>({});
  const [outcome, setOutcome] = useState<Outcome>({ is: 'none' });
  const change = (key: string, text: string) => {
    setTyped((now) => ({ ...now, [key]: text }));
    setProblems(({ [key]: _, ...rest }) => rest);
  };
  const send = async (showSecrets = false) => {
    const written = writeRequest(call, typed);
    if ('problems' in written) {
      setProblems(written.problems);
      return;
    }
    shareGiven(call, (path) => {
      const field = call.fields.find((one) => one.path === path);
      return field === undefined ? '' : (typed[fieldKey(field)] ?? '');
    });
    if (!showSecrets) setOutcome({ is: 'asking' });
    setOutcome(await askAccount(connectionId, written, showSecrets));
  };
  const undo = cannotUndo(call);
  const action = {
    id: 'account.send',
    label: buttonWords(call, typed),
    keys: 'mod+Enter',
    group: 'Requests',
    disabled: outcome.is === 'asking',
    run: () => void send(),
  };
  useKeys([action]);
  const reply = outcome.is === 'reply' ? outcome.reply : null;
  return (
    <section aria-label={call.section} className={styles.request}>
      <h2>{call.section}</h2>
      <code className={styles.path}>{`${call.method} ${call.path}`}</code>
      <form
        noValidate
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (!action.disabled) action.run();
        }}
      >
        {call.fields.length === 0 && <p>This request has no parameters.</p>}
        <div className={styles.fields}>
          {call.fields.map((field, at) => (
            <RequestField
              key={fieldKey(field)}
              field={field}
              text={typed[fieldKey(field)] ?? ''}
              error={problems[fieldKey(field)]}
              autoFocus={at === 0}
              onText={(text) => change(fieldKey(field), text)}
              onFileName={(name) => change('body FileName', name)}
            />
          ))}
        </div>
        {undo !== null && <Note kind="warning">{undo}</Note>}
        <div>
          <ActionButton action={action} kind={undo === null ? 'main' : 'danger'} />
          <button type="submit" hidden />
        </div>
      </form>
      {outcome.is === 'asking' && <p role="status">Asking LeadExec …</p>}
      {outcome.is === 'error' && <ErrorNote>{outcome.error}</ErrorNote>}
      {reply?.is === 'job' && <JobLine jobId={reply.jobId} />}
      {reply?.is === 'answer' && (
        <AnswerView
          answer={reply.answer}
          unread={reply.unread}
          onSecrets={reply.answer.includes(REMOVED) ? () => void send(true) : null}
        />
      )}
    </section>
  );
}
