import { create } from 'zustand';
import { call, errorMessage } from '../bridge/index.ts';

interface Draft {
  readonly text: string;
  /** Whether the desk has it. */
  readonly kept: boolean;
  /** Why it could not be kept; the text stays here meanwhile. */
  readonly error: string | null;
}

interface Drafts {
  /** By lead: what was typed here since it was opened. */
  readonly drafts: ReadonlyMap<number, Draft>;
}

/** What is typed into note fields, until the desk says that it has it. */
export const useDrafts = create<Drafts>(() => ({ drafts: new Map() }));

/** Longest that a keystroke waits to be kept, ms. */
const KEEP_MS = 120;
/** A draft that could not be kept is tried again after this, ms. */
const AGAIN_MS = 3000;

const timers = new Map<number, ReturnType<typeof setTimeout>>();
const sending = new Map<number, Promise<void>>();

function put(leadId: number, draft: Draft | null): void {
  const drafts = new Map(useDrafts.getState().drafts);
  if (draft === null) drafts.delete(leadId);
  else drafts.set(leadId, draft);
  useDrafts.setState({ drafts });
}

/** Takes what stands in a lead's note field now; it is kept within moments. */
export function typeDraft(leadId: number, text: string): void {
  put(leadId, { text, kept: false, error: useDrafts.getState().drafts.get(leadId)?.error ?? null });
  if (!timers.has(leadId))
    timers.set(
      leadId,
      setTimeout(() => void keepDraft(leadId), KEEP_MS),
    );
}

/** Keeps what was typed now; one after the other, so that an older text never comes last. Resolves when it is kept or has failed. */
export async function keepDraft(leadId: number): Promise<void> {
  clearTimeout(timers.get(leadId));
  timers.delete(leadId);
  const before = sending.get(leadId);
  if (before !== undefined) {
    await before;
    return keepDraft(leadId);
  }
  const draft = useDrafts.getState().drafts.get(leadId);
  if (draft === undefined || draft.kept) return;
  const sent = call('notes.draft', { leadId, text: draft.text }).then(
    () => settle(leadId, draft.text, null),
    (thrown: unknown) => settle(leadId, draft.text, errorMessage(thrown)),
  );
  sending.set(leadId, sent);
  await sent;
}

function settle(leadId: number, text: string, error: string | null): void {
  sending.delete(leadId);
  const now = useDrafts.getState().drafts.get(leadId);
  if (now === undefined) return;
  if (error === null && now.text === text) put(leadId, { text, kept: true, error: null });
  else if (error !== null) {
    put(leadId, { ...now, error });
    if (!timers.has(leadId))
      timers.set(
        leadId,
        setTimeout(() => void keepDraft(leadId), AGAIN_MS),
      );
  }
}

/** A lead is opened: what is kept is forgotten here, so that the desk's own word counts. What is not kept stays. */
export function openDraft(leadId: number): void {
  if (useDrafts.getState().drafts.get(leadId)?.kept === true) put(leadId, null);
}

/** A note was made of it: the field is empty, here and on the desk. */
export function emptyDraft(leadId: number): void {
  clearTimeout(timers.get(leadId));
  timers.delete(leadId);
  put(leadId, { text: '', kept: true, error: null });
}

/** Keeps a lead's note. A text that is not kept stays in the field. @throws CommandError */
export async function keepNote(leadId: number, text: string): Promise<{ readonly actId: number }> {
  // A draft on its way must not come after the note that empties it.
  await sending.get(leadId);
  clearTimeout(timers.get(leadId));
  timers.delete(leadId);
  const { actId } = await call('notes.add', { leadId, text });
  emptyDraft(leadId);
  return { actId };
}
