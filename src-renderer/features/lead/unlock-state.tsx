import { Hourglass, Lock, LockOpen } from 'lucide-react';
import type { LeadDetail } from '../../../src-preload/contract/index.ts';
import { openUnlock } from '../../state/unlock.ts';
import { useCommandQuery } from '../../state/use-command-query.ts';
import { Button } from '../../ui/button.tsx';
import { Note } from '../../ui/notes.tsx';
import { Badge } from '../../ui/state-badge.tsx';
import { When } from '../../ui/when.tsx';
import { INBOX_ACTIONS } from '../keys/inbox-keys.ts';

/** Whether the vendor has unlocked a lead. An unlock that was only requested is shown as waiting. */
export function useUnlockState(lead: LeadDetail) {
  const { value: preview } = useCommandQuery('unlock.preview', { which: { ids: [lead.id] } }, ['leads', 'jobs']);
  const { value: trail } = useCommandQuery('unlock.trail', { limit: 200 }, ['leads', 'jobs']);
  const waiting = (preview?.waiting ?? 0) > 0;
  const can = (preview?.toUnlock ?? 0) > 0;
  const last = trail?.find((asked) => asked.leadId === lead.id);
  const open = () => openUnlock({ ids: [lead.id] });
  return { waiting, can, open, refused: can && !waiting && last !== undefined && last.unlockedBy === '' ? last : null };
}

export type UnlockState = ReturnType<typeof useUnlockState>;

/** Locked, requested, or unlocked and by whom. */
export function UnlockBadge({ lead, state }: { readonly lead: LeadDetail; readonly state: UnlockState }) {
  if (state.waiting) return <Badge look={{ icon: Hourglass, tone: 'busy', word: 'Unlock queued' }} />;
  if (lead.unlocked) {
    const by = lead.fields.unlockedBy;
    return <Badge look={{ icon: LockOpen, tone: 'good', word: by === '' ? 'Unlocked' : `Unlocked by ${by}` }} />;
  }
  return <Badge look={{ icon: Lock, tone: 'calm', word: 'Locked' }} />;
}

/** The unlock button, if there is something to unlock. */
export function UnlockButton({ state }: { readonly state: UnlockState }) {
  if (!state.can) return null;
  return (
    <Button
      size="small"
      icon={LockOpen}
      keys={INBOX_ACTIONS.unlock.keys}
      hint="Unlock at its source"
      onClick={state.open}
    >
      Unlock …
    </Button>
  );
}

/** Says that the vendor refused the unlock. */
export function UnlockRefused({ state }: { readonly state: UnlockState }) {
  if (state.refused === null) return null;
  const { at, who, source, outcome } = state.refused;
  return (
    <Note kind="warning">
      {source} was asked to unlock this lead <When at={at} /> by {who}: {outcome}.
    </Note>
  );
}
