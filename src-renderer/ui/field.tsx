import { createContext, type ReactNode, useContext, useId } from 'react';
import styles from './field.module.css';

interface FieldIds {
  readonly id: string;
  readonly describedBy: string | undefined;
  readonly invalid: boolean;
}

const FieldContext = createContext<FieldIds | null>(null);

/** The attributes that tie an input to the label, help and error of the `Field` around it. */
export function useFieldIds(id?: string) {
  const field = useContext(FieldContext);
  if (field === null) return { id };
  return { id: id ?? field.id, 'aria-describedby': field.describedBy, 'aria-invalid': field.invalid || undefined };
}

/** Content that opens over the page: an input in it belongs to no field of the page, even if it was opened by a button within one. */
export function OutsideFields({ children }: { readonly children: ReactNode }) {
  return <FieldContext value={null}>{children}</FieldContext>;
}

interface FieldProps {
  readonly label: ReactNode;
  readonly help?: ReactNode;
  /** What is wrong with the value, in words. */
  readonly error?: string | undefined;
  readonly children: ReactNode;
  readonly className?: string | undefined;
}

/** One input with its label above, its help or its error below. */
export function Field({ label, help, error, children, className }: FieldProps) {
  const id = useId();
  const noteId = `${id}-note`;
  const note = error ?? help;
  return (
    <div className={className === undefined ? styles.field : `${styles.field} ${className}`}>
      <label className={styles.label} htmlFor={id} id={`${id}-label`}>
        {label}
      </label>
      <FieldContext value={{ id, describedBy: note === undefined ? undefined : noteId, invalid: error !== undefined }}>
        {children}
      </FieldContext>
      {note !== undefined && (
        <p id={noteId} className={error === undefined ? styles.help : styles.error}>
          {note}
        </p>
      )}
    </div>
  );
}

/** Several inputs under one heading. */
export function FieldGroup({
  legend,
  note,
  children,
}: {
  readonly legend: ReactNode;
  readonly note?: ReactNode;
  readonly children: ReactNode;
}) {
  return (
    <fieldset className={styles.group}>
      <legend className={styles.legend}>{legend}</legend>
      {note !== undefined && <p className={styles.help}>{note}</p>}
      {children}
    </fieldset>
  );
}
