import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CommandError } from '../../../../src-preload/contract/index.ts';
import { setBridge } from '../../../../src-renderer/bridge/index.ts';
import { emptyDraft, keepNote, openDraft, typeDraft, useDrafts } from '../../../../src-renderer/state/lead-draft.ts';
import { memoryBridge } from '../../../support/memory-bridge.ts';

let lead = 0;
const draft = () => useDrafts.getState().drafts.get(lead);

beforeEach(() => {
  lead++;
  vi.useFakeTimers();
});
afterEach(() => vi.useRealTimers());

/** A desk whose answers are given by hand, in order. */
function heldDesk() {
  const kept: string[] = [];
  const answers: (() => void)[] = [];
  setBridge(
    memoryBridge({
      'notes.draft': ({ text }) =>
        new Promise((resolve) => {
          answers.push(() => {
            kept.push(text);
            resolve({});
          });
        }),
      'notes.add': ({ text }) => {
        kept.push(`note ${text}`);
        return { actId: 1, changed: 1 };
      },
    }),
  );
  return { kept, answers };
}

describe('the note field', () => {
  it('is kept within 150 ms of the first keystroke, while more are typed', async () => {
    const { answers } = heldDesk();
    typeDraft(lead, 'a');
    await vi.advanceTimersByTimeAsync(100);
    typeDraft(lead, 'ab');
    expect(answers).toHaveLength(0);
    await vi.advanceTimersByTimeAsync(50);
    expect(answers).toHaveLength(1);
  });

  it('never lets an older text come last', async () => {
    const { kept, answers } = heldDesk();
    typeDraft(lead, 'old');
    await vi.advanceTimersByTimeAsync(150);
    typeDraft(lead, 'new');
    await vi.advanceTimersByTimeAsync(500);
    expect(answers, 'one at a time').toHaveLength(1);
    answers[0]?.();
    await vi.advanceTimersByTimeAsync(200);
    answers[1]?.();
    await vi.advanceTimersByTimeAsync(1);
    expect(kept).toEqual(['old', 'new']);
    expect(draft()).toEqual({ text: 'new', kept: true, error: null });
  });

  it('says what could not be kept, keeps the text, and tries again', async () => {
    let broken = true;
    setBridge(
      memoryBridge({
        'notes.draft': () => {
          if (broken) throw new CommandError('busy', 'The disk is full.');
          return {};
        },
      }),
    );
    typeDraft(lead, 'precious');
    await vi.advanceTimersByTimeAsync(150);
    expect(draft()).toEqual({ text: 'precious', kept: false, error: 'The disk is full.' });
    openDraft(lead);
    expect(draft()?.text, 'opening the lead anew loses nothing').toBe('precious');
    broken = false;
    await vi.advanceTimersByTimeAsync(3200);
    expect(draft()).toEqual({ text: 'precious', kept: true, error: null });
    openDraft(lead);
    expect(draft(), 'the desk has it: its word counts').toBeUndefined();
  });

  it('a note waits for the draft on its way, so that none comes back after it', async () => {
    const { kept, answers } = heldDesk();
    typeDraft(lead, 'call Ann');
    await vi.advanceTimersByTimeAsync(150);
    const note = keepNote(lead, 'call Ann');
    await vi.advanceTimersByTimeAsync(50);
    expect(kept).toEqual([]);
    answers[0]?.();
    await note;
    await vi.advanceTimersByTimeAsync(1000);
    expect(kept).toEqual(['call Ann', 'note call Ann']);
    expect(draft()).toEqual({ text: '', kept: true, error: null });
  });

  it('what is typed while a note is saved stays in the field, and is stored', async () => {
    const { kept, answers } = heldDesk();
    const note = keepNote(lead, 'call Ann');
    typeDraft(lead, 'call Ann after six');
    await vi.advanceTimersByTimeAsync(1);
    expect(draft()?.text).toBe('after six');
    answers[0]?.();
    await note;
    expect(kept).toEqual(['note call Ann', 'after six']);
    expect(draft()).toEqual({ text: 'after six', kept: true, error: null });
  });

  it('a field whose text became a note is emptied at the desk too, except for what was typed since', async () => {
    const { kept, answers } = heldDesk();
    typeDraft(lead, 'no answer');
    const emptied = emptyDraft(lead, 'no answer');
    answers[0]?.();
    await emptied;
    typeDraft(lead, 'busy, again later');
    const rest = emptyDraft(lead, 'busy');
    answers[1]?.();
    await rest;
    await vi.advanceTimersByTimeAsync(1000);
    expect(kept).toEqual(['', ', again later']);
  });
});
