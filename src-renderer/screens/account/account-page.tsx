import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { RecordKind } from '../../../src-preload/contract/index.ts';
import { accountAt, SUBJECTS, type Subject } from '../../state/account-address.ts';
import { chooseAccount, useAccountConnections } from '../../state/account-connection.ts';
import { navigate } from '../../state/hash-location.ts';
import { useKeys } from '../../ui/keys.ts';
import { Page } from '../../ui/page.tsx';
import { Select } from '../../ui/select.tsx';
import styles from './account.module.css';
import { SUBJECT_LOOKS } from './subjects.ts';

interface AccountPageProps {
  readonly subject: Subject;
  /** The tab that is shown. */
  readonly part: RecordKind | 'requests';
  readonly search?: ReactNode;
  readonly acts?: ReactNode;
  readonly children: ReactNode;
}

/** A subject of the account: its lists and its requests as tabs, all subjects beside them. */
export function AccountPage({ subject, part, search, acts, children }: AccountPageProps) {
  const connections = useAccountConnections();
  const { label, kinds } = SUBJECT_LOOKS[subject];
  const tabs = [
    ...kinds.map((one) => ({ part: one.kind, label: one.label })),
    { part: 'requests' as const, label: 'Requests' },
  ];
  useKeys([
    ...SUBJECTS.map((one, i) => ({
      id: `account.${one}`,
      label: `Account: ${SUBJECT_LOOKS[one].label}`,
      keys: String((i + 1) % 10),
      group: 'Account',
      run: () => navigate(accountAt(one)),
    })),
    {
      id: 'account.requests',
      label: `Requests of ${label.toLowerCase()}`,
      keys: 'q',
      group: 'Account',
      run: () => navigate(accountAt(subject, 'requests')),
    },
  ]);
  const several = connections !== null && connections.all.length > 1;
  return (
    <Page
      title={label}
      above={[{ href: accountAt(), label: 'Account' }]}
      aside={
        several && (
          <Select<number>
            size="small"
            aria-label="LeadExec account"
            value={connections.shown?.id ?? null}
            options={connections.all.map(({ id, name }) => ({ value: id, label: name }))}
            onChange={chooseAccount}
          />
        )
      }
      search={search}
      acts={acts}
    >
      <div className={styles.whole}>
        <nav aria-label="Account" className={styles.subjects}>
          {SUBJECTS.map((one) => {
            const { icon: Icon, label: name } = SUBJECT_LOOKS[one];
            return (
              <Link
                key={one}
                href={accountAt(one)}
                className={styles.subject}
                aria-current={one === subject ? 'page' : undefined}
              >
                <Icon size={14} aria-hidden="true" />
                {name}
              </Link>
            );
          })}
        </nav>
        <div className={styles.part}>
          <nav aria-label={label} className={styles.tabs}>
            {tabs.map((tab) => (
              <Link
                key={tab.part}
                href={accountAt(subject, tab.part)}
                className={styles.tab}
                aria-current={tab.part === part ? 'page' : undefined}
              >
                {tab.label}
              </Link>
            ))}
          </nav>
          {children}
        </div>
      </div>
    </Page>
  );
}
