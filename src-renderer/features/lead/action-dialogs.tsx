import type { LeadStatus } from '../../../src-preload/contract/index.ts';
import { useCommandQuery } from '../../state/use-command-query.ts';
import { cx } from '../../ui/cx.ts';
import { formatNumber } from '../../ui/format.ts';
import { NameDialog } from '../../ui/name-dialog.tsx';
import { PickDialog } from '../../ui/pick-dialog.tsx';
import { toneClass } from '../../ui/tone.ts';
import styles from './action-dialogs.module.css';
import { LEAD_STATUS_ORDER, LEAD_STATUSES } from './status-look.ts';
import type { Targets, useLeadActions } from './use-lead-actions.ts';

interface ActionDialogsProps {
  readonly actions: ReturnType<typeof useLeadActions>;
  readonly targets: Targets;
}

const NOBODY = '\u0000nobody';

/** The dialogs that ask for what a command needs: a status, a tag or an owner. */
export function ActionDialogs({ actions, targets }: ActionDialogsProps) {
  const { words } = targets;
  switch (actions.asking) {
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
          onPick={(status) => actions.run({ kind: 'status', status: status as LeadStatus })}
          onClose={actions.closeAsking}
        />
      );
    case 'tag':
    case 'untag':
      return <TagDialog kind={actions.asking} actions={actions} words={words} />;
    case 'owner':
      return <OwnerDialog actions={actions} words={words} />;
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
          onPick={(format) => actions.write(format === 'csv' || format === 'json' ? format : 'all')}
          onClose={actions.closeAsking}
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
          action={`Create a dial list with ${words}`}
          onName={(name) => {
            actions.closeAsking();
            actions.toDialList(name);
          }}
          onClose={actions.closeAsking}
        />
      );
  }
}

interface DialogProps extends Pick<ActionDialogsProps, 'actions'> {
  readonly words: string;
}

function TagDialog({ kind, actions, words }: DialogProps & { readonly kind: 'tag' | 'untag' }) {
  const { value } = useCommandQuery('tags.list', {});
  return (
    <PickDialog
      title={kind === 'tag' ? `Add a tag: ${words}` : `Remove a tag: ${words}`}
      placeholder="Tag"
      choices={(value ?? []).map(({ tag, count }) => ({ value: tag, label: tag, note: formatNumber(count) }))}
      own={kind === 'tag' ? (typed) => `New tag “${typed}”` : undefined}
      onPick={(tag) => actions.run(kind === 'tag' ? { kind, tag: tag.slice(0, 40) } : { kind, tag })}
      onClose={actions.closeAsking}
    />
  );
}

function OwnerDialog({ actions, words }: DialogProps) {
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
      onPick={(owner) => actions.run({ kind: 'owner', owner: owner === NOBODY ? null : owner.slice(0, 60) })}
      onClose={actions.closeAsking}
    />
  );
}
