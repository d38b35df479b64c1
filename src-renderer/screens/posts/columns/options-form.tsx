import type { Connection, PostKind, ReceiverField, ReceiverOptions } from '../../../../src-preload/contract/index.ts';
import { KIND_WORDS } from '../../../features/receiver/receiver-words.ts';
import { changePosting, usePosting } from '../../../state/posting.ts';
import { Field, FieldGroup } from '../../../ui/field.tsx';
import { Checkbox, NumberInput } from '../../../ui/inputs.tsx';
import { Select } from '../../../ui/select.tsx';
import styles from '../posts.module.css';
import { CallForm } from './call-form.tsx';
import { SetValues } from './set-values.tsx';

const KINDS: readonly PostKind[] = ['general', 'manualredirect', 'autoredirect', 'returnsends', 'transfer', 'calldata'];

interface OptionsFormProps {
  readonly receivers: readonly Connection[];
  /** The options of the chosen receiver; null while none is chosen. */
  readonly receiver: ReceiverOptions | null;
  readonly fields: readonly ReceiverField[];
}

/** Where and how leads are posted. Options that the document doesn't allow for such a post are disabled, with the reason. */
export function OptionsForm({ receivers, receiver, fields }: OptionsFormProps) {
  const { source, options } = usePosting();
  const { kind, pingFirst } = options;
  const redirects = kind === 'manualredirect' || kind === 'autoredirect';
  const body = pingFirst ? 'form' : redirects && receiver?.body === 'json' ? 'xml' : receiver?.body;
  const needs = (what: boolean, words: string): string | undefined => (what ? undefined : words);
  const noSell = needs(body === 'json', 'Only in JSON posts');
  const together = needs(body !== 'form' && receiver?.async !== true, 'Only in XML or JSON posts that are not queued');
  const ping = needs(kind === 'general' && receiver?.async !== true, 'Only with general leads that are not queued');
  const headers = source?.kind === 'file' ? source.columns.map(({ header }) => header).filter((h) => h !== '') : [];
  return (
    <>
      <div className={styles.four}>
        <Field label="Post to">
          <Select<number>
            value={options.connectionId ?? 0}
            options={receivers.map(({ id, name, receiver: r }) => ({
              value: id,
              label: name,
              note: r?.aid == null ? '' : `campaign ${r.aid}`,
            }))}
            onChange={(connectionId) => changePosting({ connectionId })}
          />
        </Field>
        <Field label="As" help={KIND_WORDS[kind].meaning}>
          <Select<PostKind>
            value={kind}
            options={KINDS.map((value) => ({ value, label: KIND_WORDS[value].word, note: value }))}
            onChange={(next) => changePosting({ kind: next, ...(next === 'general' ? {} : { pingFirst: false }) })}
          />
        </Field>
        {source?.kind === 'file' && (
          <Field
            label="Reference"
            help={body === 'form' ? 'Only in XML or JSON posts' : 'Stored with the lead for reports'}
          >
            <Select<string>
              value={options.reference}
              disabled={body === 'form' && options.reference === ''}
              options={[{ value: '', label: 'None' }, ...headers.map((h) => ({ value: h, label: h }))]}
              onChange={(reference) => changePosting({ reference })}
            />
          </Field>
        )}
        <Field label="Delay selling, hours" help={noSell ?? 'Empty: sold immediately'}>
          <NumberInput
            value={options.sendDelay}
            disabled={noSell !== undefined && options.sendDelay === null}
            onChange={(sendDelay) => changePosting({ sendDelay })}
          />
        </Field>
        {source?.kind !== 'hand' && (
          <Field label="Leads in one post" help={together ?? '1 to 500'}>
            <NumberInput
              value={options.together}
              disabled={together !== undefined && options.together === 1}
              onChange={(n) => changePosting({ together: n })}
            />
          </Field>
        )}
      </div>
      <div className={styles.ticks}>
        <Checkbox
          label="Ping first"
          help={ping ?? 'Asks for a price before each post; a lead that would be refused isn’t posted'}
          checked={pingFirst}
          disabled={ping !== undefined && !pingFirst}
          onChange={(to) => changePosting({ pingFirst: to })}
        />
        <Checkbox
          label="Don’t sell"
          help={noSell ?? 'LeadExec stores the leads and delivers them to no one'}
          checked={options.noSell}
          disabled={noSell !== undefined && !options.noSell}
          onChange={(to) => changePosting({ noSell: to })}
        />
      </div>
      {kind === 'calldata' && source?.kind === 'hand' && <CallForm values={source.values} />}
      <FieldGroup legend={source?.kind === 'hand' ? 'More values' : 'The same in every lead'}>
        <SetValues fields={fields} callData={kind === 'calldata'} />
      </FieldGroup>
    </>
  );
}
