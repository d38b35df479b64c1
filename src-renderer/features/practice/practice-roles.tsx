import { HandCoins, Handshake, Inbox, ListChecks } from 'lucide-react';
import { useState } from 'react';
import { type PracticeRole, startPractice } from '../../state/first-run.ts';
import { ActionButton } from '../../ui/button.tsx';
import { type Action, useKeys } from '../../ui/keys.ts';
import { ErrorNote } from '../../ui/notes.tsx';
import { toast } from '../../ui/toaster.tsx';
import styles from './practice-roles.module.css';

const ROLES: readonly {
  readonly role: PracticeRole;
  readonly label: string;
  readonly keys: string;
  readonly icon: typeof Inbox;
  readonly doneText: string;
}[] = [
  {
    role: 'agent',
    label: 'Work leads',
    keys: '1',
    icon: Inbox,
    doneText: 'The practice vendors are running. Their 12,000 leads arrive here within a minute.',
  },
  {
    role: 'team-lead',
    label: 'Claim offers',
    keys: '2',
    icon: Handshake,
    doneText: 'The practice LionDesk is running. Its offers arrive here within a minute.',
  },
  {
    role: 'operator',
    label: 'Send a dial list',
    keys: '3',
    icon: ListChecks,
    doneText: 'The practice dialer is running. This is a sample list of 5,000 rows.',
  },
  {
    role: 'seller',
    label: 'Post leads',
    keys: '4',
    icon: HandCoins,
    doneText: 'The practice LeadExec is running and connected. These are 500 sample leads to post.',
  },
];

/**
 * Starts the practice vendors and opens the screen where a role works: an agent in the inbox, a team lead at the offers, an operator at a
 * sample list, a seller at leads to post.
 */
export function PracticeRoles() {
  const [busy, setBusy] = useState<PracticeRole | null>(null);
  const [error, setError] = useState<string | null>(null);
  const actions = ROLES.map(({ role, label, keys, doneText }): Action => {
    const run = () => {
      setBusy(role);
      setError(null);
      void startPractice(role).then((wrong) => {
        setError(wrong);
        setBusy(null);
        if (wrong === null) toast(doneText);
      });
    };
    return {
      id: `practice.${role}`,
      label: `Practice: ${label}`,
      keys,
      group: 'Get started',
      disabled: busy !== null,
      run,
    };
  });
  useKeys(actions);
  return (
    <div className={styles.roles}>
      {ROLES.map(({ role, label, icon }, at) => {
        const action = actions[at];
        return (
          action !== undefined && (
            <ActionButton key={role} action={action} icon={icon}>
              {busy === role ? 'Starting …' : label}
            </ActionButton>
          )
        );
      })}
      {error !== null && <ErrorNote>{error}</ErrorNote>}
    </div>
  );
}
