import { create } from 'zustand';
import { call, errorMessage } from '../bridge/index.ts';

interface Draft {
  readonly text: string;
  /** Whether the desk has stored it. */
  readonly kept: boolean;
  /** Why it could not be stored; the text stays here meanwhile. */
  readonly error: string | null;
}

interface Drafts {
  /** By lead: what was typed here since it was opened. */
  readonly drafts: ReadonlyMap<number, Draft>;
}

/** The text in note fields, until the desk has stored it. */
export const useDrafts = create<Drafts>(() => ({ drafts: new Map() }));

/** The longest delay before a keystroke is stored, ms. */
const KEEP_MS = 120;
/** The delay before storing a draft is tried again, ms. */
const AGAIN_MS = 3000;

const timers = new Map<number, ReturnType<typeof setTimeout>>();
const sending = new Map<number, Promise<void>>();

function put(leadId: number, draft: Draft | null): void {
  const drafts = new Map(useDrafts.getState().drafts);
  if (draft === null) drafts.delete(leadId);
  else drafts.set(leadId, draft);
  useDrafts.setState({ drafts });
}

/** Takes the current text of a lead's note field, which is stored soon after. */
export function typeDraft(leadId: number, text: string): void {
  put(leadId, { text, kept: false, error: useDrafts.getState().drafts.get(leadId)?.error ?? null });
  if (!timers.has(leadId))
    timers.set(
      leadId,
      setTimeout(() => void keepDraft(leadId), KEEP_MS),
    );
}

/** Stores what was typed now, one after the other, so that an older text is never stored last. Resolves when it was stored or failed. */
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

/** Called when a lead is opened: stored text is discarded here, so that the desk's version is used. Text that is not stored is kept. */
export function openDraft(leadId: number): void {
  if (useDrafts.getState().drafts.get(leadId)?.kept === true) put(leadId, null);
}

/** What was typed after `made`, from which a note was made; the whole text if the note is no longer in it. */
function typedSince(leadId: number, made: string): string {
  const now = useDrafts.getState().drafts.get(leadId)?.text.trimStart() ?? made;
  return now.startsWith(made) ? now.slice(made.length).trimStart() : now;
}

/** Called when a note was made from this text: it leaves the field, here and at the desk, and what was typed meanwhile stays. */
export async function emptyDraft(leadId: number, made: string): Promise<void> {
  put(leadId, { text: typedSince(leadId, made), kept: false, error: null });
  await keepDraft(leadId);
}

/** Stores a lead's note. If it can't be stored, the text stays in the field. @throws CommandError */
export async function keepNote(leadId: number, text: string): Promise<{ readonly actId: number }> {
  // A draft that is being stored must not arrive after the note that clears it.
  await sending.get(leadId);
  clearTimeout(timers.get(leadId));
  timers.delete(leadId);
  const { actId } = await call('notes.add', { leadId, text });
  const rest = typedSince(leadId, text);
  put(leadId, { text: rest, kept: rest === '', error: null });
  if (rest !== '') await keepDraft(leadId);
  return { actId };
}
