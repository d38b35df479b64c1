import type { LeadStatus } from '../../../src-preload/contract/index.ts';
import { useCommandQuery } from '../../state/use-command-query.ts';
import { cx } from '../../ui/cx.ts';
import { formatNumber } from '../../ui/format.ts';
import { NameDialog } from '../../ui/name-dialog.tsx';
import { PickDialog } from '../../ui/pick-dialog.tsx';
import { toneClass } from '../../ui/tone.ts';
import styles from './act-dialogs.module.css';
import { LEAD_STATUS_ORDER, LEAD_STATUSES } from './status-look.ts';
import type { Targets, useLeadActs } from './use-lead-acts.ts';

interface ActDialogsProps {
  readonly acts: ReturnType<typeof useLeadActs>;
  readonly targets: Targets;
}

const NOBODY = '\u0000nobody';

/** The dialogs that ask for what a command needs: a status, a tag or an owner. */
export function ActDialogs({ acts, targets }: ActDialogsProps) {
  const { words } = targets;
  switch (acts.asking) {
    case null:
      return null;
    case 'status':
      return (
        <PickDialog
          title={`Set status: ${words}`}
          placeholder="Status"
          digits
          choices={LEAD_STATUS_ORDER.map((status) => {
            const look = LEAD_STATUSES[status];
            return {
              value: status,
              label: look.word,
              icon: <look.icon size={14} aria-hidden="true" className={cx(styles.icon, toneClass(look.tone))} />,
            };
          })}
          onPick={(status) => acts.act({ kind: 'status', status: status as LeadStatus })}
          onClose={acts.closeAsking}
        />
      );
    case 'tag':
    case 'untag':
      return <TagDialog kind={acts.asking} acts={acts} words={words} />;
    case 'owner':
      return <OwnerDialog acts={acts} words={words} />;
    case 'export':
      return (
        <PickDialog
          title={`Export ${words}`}
          placeholder="As"
          digits
          choices={[
            { value: 'csv', label: 'CSV, the columns shown' },
            { value: 'json', label: 'JSON, the columns shown' },
            { value: 'all', label: 'JSON, every field' },
          ]}
          onPick={(format) => acts.write(format === 'csv' || format === 'json' ? format : 'all')}
          onClose={acts.closeAsking}
        />
      );
    case 'dial-list':
      return (
        <NameDialog
          title={`Add ${words} to a dial list`}
          lead="They are checked like rows from a file. Nothing is sent until you start the list."
          label="List name"
          name=""
          optional
          act={`Create a dial list with ${words}`}
          onName={(name) => {
            acts.closeAsking();
            acts.toDialList(name);
          }}
          onClose={acts.closeAsking}
        />
      );
  }
}

interface DialogProps extends Pick<ActDialogsProps, 'acts'> {
  readonly words: string;
}

function TagDialog({ kind, acts, words }: DialogProps & { readonly kind: 'tag' | 'untag' }) {
  const { value } = useCommandQuery('tags.list', {});
  return (
    <PickDialog
      title={kind === 'tag' ? `Add a tag: ${words}` : `Remove a tag: ${words}`}
      placeholder="Tag"
      choices={(value ?? []).map(({ tag, count }) => ({ value: tag, label: tag, note: formatNumber(count) }))}
      own={kind === 'tag' ? (typed) => `New tag “${typed}”` : undefined}
      onPick={(tag) => acts.act(kind === 'tag' ? { kind, tag: tag.slice(0, 40) } : { kind, tag })}
      onClose={acts.closeAsking}
    />
  );
}

function OwnerDialog({ acts, words }: DialogProps) {
  const { value } = useCommandQuery('agents.list', {});
  const others = (value?.agents ?? []).filter((name) => name !== value?.me);
  return (
    <PickDialog
      title={`Set owner: ${words}`}
      placeholder="Owner"
      digits
      choices={[
        ...(value === null ? [] : [{ value: value.me, label: value.me, note: 'you' }]),
        ...others.map((name) => ({ value: name, label: name })),
        { value: NOBODY, label: 'Unassigned' },
      ]}
      own={(typed) => `New agent “${typed}”`}
      onPick={(owner) => acts.act({ kind: 'owner', owner: owner === NOBODY ? null : owner.slice(0, 60) })}
      onClose={acts.closeAsking}
    />
  );
}
