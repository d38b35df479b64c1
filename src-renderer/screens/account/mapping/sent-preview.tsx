import { type ReactNode, useMemo } from 'react';
import { Field } from '../../../ui/field.tsx';
import { Select } from '../../../ui/select.tsx';
import type { LeadField } from '../criteria/criterion.ts';
import styles from './mapping.module.css';
import { type LeadValues, preview, type SendingMethod } from './sent.ts';
import type { FieldSetting } from './settings.ts';

/** A lead for the preview. */
export interface SampleLead {
  readonly label: string;
  readonly values: LeadValues;
}

interface SentPreviewProps {
  readonly method: SendingMethod;
  readonly settings: readonly FieldSetting[];
  readonly fields: readonly LeadField[];
  readonly leads: readonly SampleLead[];
  /** The index of the chosen lead. */
  readonly at: number;
  readonly onChoose: (at: number) => void;
  /** Finds another lead; undefined if none can be found. */
  readonly chooser?: ReactNode;
  /** Whether the method is in testing. */
  readonly inTesting: boolean;
}

/** A preview of what a method would send for a chosen lead. Nothing is sent. */
export function SentPreview(props: SentPreviewProps) {
  const { method, settings, fields, leads, at, onChoose, chooser, inTesting } = props;
  const lead = leads[at];
  const shown = useMemo(
    () => (lead === undefined ? null : preview(method, settings, { lead: lead.values, fields })),
    [method, settings, fields, lead],
  );
  if (shown === null) return null;
  return (
    <section aria-label="Preview" className={styles.preview}>
      <Field
        label="What would be sent for"
        help={inTesting ? 'In testing: LeadExec sends test values where a field has them.' : undefined}
      >
        <Select<number> value={at} options={leads.map(({ label }, i) => ({ value: i, label }))} onChange={onChoose} />
      </Field>
      {chooser !== undefined && <div>{chooser}</div>}
      <div className={styles.message}>
        <strong>{shown.head}</strong>
        <pre>{shown.body}</pre>
      </div>
      {shown.notes.map((note) => (
        <p key={note} className={styles.hint}>
          {note}
        </p>
      ))}
    </section>
  );
}
