import { Ellipsis, Plus, UserRound, X } from 'lucide-react';
import type { LeadDetail } from '../../../src-preload/contract/index.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { cx } from '../../ui/cx.ts';
import { PaneTitle } from '../../ui/detail-pane.tsx';
import { formatCount } from '../../ui/format.ts';
import type { Action } from '../../ui/keys.ts';
import { Menu } from '../../ui/menu.tsx';
import { toneClass } from '../../ui/tone.ts';
import { Tooltip } from '../../ui/tooltip.tsx';
import { When } from '../../ui/when.tsx';
import { INBOX_ACTIONS } from '../keys/inbox-keys.ts';
import styles from './lead-head.module.css';
import { nameOf } from './lead-name.ts';
import { LEAD_STATUSES } from './status-look.ts';
import { UnlockBadge, UnlockButton, type UnlockState } from './unlock-state.tsx';
import type { Asking } from './use-lead-actions.ts';

interface LeadHeadProps {
  readonly lead: LeadDetail;
  readonly unlock: UnlockState;
  /** Asks for what a command needs: a status, a tag or an owner. */
  readonly onAsk: (what: Asking) => void;
  readonly onUntag: (tag: string) => void;
  /** The commands of the menu. */
  readonly more: readonly Action[];
  readonly onClose: () => void;
}

/** The lead's name, status, lock, owner and tags; each can be changed by clicking it. */
export function LeadHead({ lead, unlock, onAsk, onUntag, more, onClose }: LeadHeadProps) {
  const status = LEAD_STATUSES[lead.status];
  return (
    <header className={styles.head}>
      <PaneTitle name={nameOf(lead)} onClose={onClose}>
        <UnlockButton state={unlock} />
        <Menu trigger={<IconButton icon={Ellipsis} label="More actions" />} actions={more} />
      </PaneTitle>
      <div className={styles.second}>
        <Tooltip text="Set status" keys={INBOX_ACTIONS.status.keys}>
          <button
            type="button"
            className={cx(styles.status, toneClass(status.tone))}
            aria-label={`Status: ${status.word}. Set another`}
            onClick={() => onAsk('status')}
          >
            <status.icon size={14} aria-hidden="true" />
            {status.word}
          </button>
        </Tooltip>
        <UnlockBadge lead={lead} state={unlock} />
        <Button
          size="small"
          kind="quiet"
          icon={UserRound}
          keys={INBOX_ACTIONS.owner.keys}
          hint="Set owner"
          onClick={() => onAsk('owner')}
        >
          {lead.owner ?? 'Unassigned'}
        </Button>
        <ul className={styles.tags} aria-label="Tags">
          {lead.tags.map((tag) => (
            <li key={tag} className={styles.tag}>
              <span>{tag}</span>
              <button
                type="button"
                className={styles.untag}
                aria-label={`Remove tag ${tag}`}
                onClick={() => onUntag(tag)}
              >
                <X size={11} aria-hidden="true" />
              </button>
            </li>
          ))}
          <li>
            <Button
              size="small"
              kind="quiet"
              icon={Plus}
              keys={INBOX_ACTIONS.tag.keys}
              hint="Add tag"
              onClick={() => onAsk('tag')}
            >
              Tag
            </Button>
          </li>
        </ul>
        <span className={styles.last}>
          {lead.attempts > 0 && (
            <>
              {formatCount(lead.attempts, 'call')}
              {lead.lastDisposition !== null && `, last: ${lead.lastDisposition}`} ·{' '}
            </>
          )}
          received <When at={lead.receivedAt} />
        </span>
      </div>
    </header>
  );
}
