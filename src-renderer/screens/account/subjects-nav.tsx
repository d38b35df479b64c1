import { CircleDollarSign, type LucideIcon } from 'lucide-react';
import { Link } from 'wouter';
import { accountAt, MONEY_AT, SUBJECTS, type Subject } from '../../state/account-address.ts';
import { chooseAccount, useAccountConnections } from '../../state/account-connection.ts';
import { navigate } from '../../state/hash-location.ts';
import type { Action } from '../../ui/keys.ts';
import { Select } from '../../ui/select.tsx';
import styles from './account.module.css';
import { SUBJECT_LOOKS } from './subjects.ts';

const MONEY = 'Money and fairness';

/** The keys that open the subjects, money and fairness. */
export const SUBJECT_KEYS: readonly Action[] = [
  ...SUBJECTS.map((one, i) => ({
    id: `account.${one}`,
    label: `Account: ${SUBJECT_LOOKS[one].label}`,
    keys: String((i + 1) % 10),
    group: 'Account',
    run: () => navigate(accountAt(one)),
  })),
  { id: 'account.money', label: `Account: ${MONEY}`, keys: 'm', group: 'Account', run: () => navigate(MONEY_AT) },
];

/** Links to all subjects of the account, and to its money and fairness. */
export function SubjectsNav({ current }: { readonly current: Subject | 'money' }) {
  return (
    <nav aria-label="Account" className={styles.subjects}>
      {SUBJECTS.map((one) => {
        const { icon, label } = SUBJECT_LOOKS[one];
        return <SubjectLink key={one} href={accountAt(one)} icon={icon} label={label} isCurrent={one === current} />;
      })}
      <SubjectLink href={MONEY_AT} icon={CircleDollarSign} label={MONEY} isCurrent={current === 'money'} />
    </nav>
  );
}

interface SubjectLinkProps {
  readonly href: string;
  readonly icon: LucideIcon;
  readonly label: string;
  readonly isCurrent: boolean;
}

function SubjectLink({ href, icon: Icon, label, isCurrent }: SubjectLinkProps) {
  return (
    <Link href={href} className={styles.subject} aria-current={isCurrent ? 'page' : undefined}>
      <Icon size={14} aria-hidden="true" />
      {label}
    </Link>
  );
}

/** Chooses the account; empty if there is only one. */
export function AccountChoice() {
  const connections = useAccountConnections();
  if (connections === null || connections.all.length < 2) return null;
  return (
    <Select<number>
      size="small"
      aria-label="LeadExec account"
      value={connections.shown?.id ?? null}
      options={connections.all.map(({ id, name }) => ({ value: id, label: name }))}
      onChange={chooseAccount}
    />
  );
}
