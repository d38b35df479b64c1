import { create } from 'zustand';
import { type Connection, type ConnectionInput, connectionInput } from '../../src-preload/contract/index.ts';

/** What is wrong in a form, by field. */
export type FieldErrors = Readonly<Partial<Record<string, string>>>;

/** What a form would save, or its errors. */
export type ReadDraft = { readonly input: ConnectionInput } | { readonly errors: FieldErrors };

/** Unsaved input in one kind of form, by connection. */
export interface ConnectionDrafts<Draft> {
  readonly useChanges: (key: string) => Partial<Draft> | undefined;
  readonly change: (key: string, change: Partial<Draft>) => void;
  readonly drop: (key: string) => void;
  /** Drops what was saved. What was changed since then stays. */
  readonly settle: (key: string, saved: Partial<Draft> | undefined) => void;
}

/** Keeps the input in the forms of one kind of connection, so that leaving a form loses nothing. */
export function connectionDrafts<Draft>(): ConnectionDrafts<Draft> {
  const useDrafts = create<{ readonly changes: Readonly<Partial<Record<string, Partial<Draft>>>> }>(() => ({
    changes: {},
  }));
  return {
    useChanges: (key) => useDrafts((s) => s.changes[key]),
    change: (key, change) =>
      useDrafts.setState(({ changes }) => ({ changes: { ...changes, [key]: { ...changes[key], ...change } } })),
    drop: (key) =>
      useDrafts.setState(({ changes }) => {
        const { [key]: _, ...others } = changes;
        return { changes: others };
      }),
    settle: (key, saved = {}) =>
      useDrafts.setState(({ changes }) => {
        const { [key]: now = {}, ...others } = changes;
        const left = Object.entries(now).filter(([field, value]) => value !== saved[field as keyof Draft]);
        return {
          changes: left.length === 0 ? others : { ...others, [key]: Object.fromEntries(left) as Partial<Draft> },
        };
      }),
  };
}

/** The key of a connection's draft; all new ones of a kind share one. */
export function draftKey(connection: Connection | null, kind = ''): string {
  return connection === null ? `new ${kind}` : String(connection.id);
}

interface InputCheck {
  /** What would be saved, as the form has it. */
  readonly input: unknown;
  /** Errors found by the form itself, which have priority over those of the contract. */
  readonly errors: FieldErrors;
  /** The form's field for a path in the contract's input; null if no field corresponds. */
  readonly fieldOf: (path: string) => string | null;
  /** The form's own messages for fields that the contract refuses. */
  readonly sentences: FieldErrors;
}

/** Checks a form's input against the contract, and returns errors by the form's fields. */
export function checkInput({ input, errors, fieldOf, sentences }: InputCheck): ReadDraft {
  const read = connectionInput.safeParse(input);
  const all: Partial<Record<string, string>> = { ...errors };
  for (const issue of read.error?.issues ?? []) {
    const field = fieldOf(issue.path.join('.'));
    if (field !== null) all[field] ??= sentences[field] ?? issue.message;
  }
  if (Object.keys(all).length > 0) return { errors: all };
  return read.success ? { input: read.data } : { errors: { name: 'This can’t be saved: fix the marked fields.' } };
}
