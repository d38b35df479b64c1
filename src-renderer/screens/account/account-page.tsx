import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { RecordKind } from '../../../src-preload/contract/index.ts';
import { accountAt, type Subject } from '../../state/account-address.ts';
import { navigate } from '../../state/hash-location.ts';
import { useKeys } from '../../ui/keys.ts';
import { Page } from '../../ui/page.tsx';
import styles from './account.module.css';
import { SUBJECT_LOOKS } from './subjects.ts';
import { AccountChoice, SUBJECT_KEYS, SubjectsNav } from './subjects-nav.tsx';

interface AccountPageProps {
  readonly subject: Subject;
  /** The current tab. */
  readonly part: RecordKind | 'requests';
  readonly search?: ReactNode;
  readonly acts?: ReactNode;
  readonly children: ReactNode;
}

/** A subject of the account: tabs for its lists and its requests, and navigation to all subjects. */
export function AccountPage({ subject, part, search, acts, children }: AccountPageProps) {
  const { label, kinds } = SUBJECT_LOOKS[subject];
  const tabs = [
    ...kinds.map((one) => ({ part: one.kind, label: one.label })),
    { part: 'requests' as const, label: 'Requests' },
  ];
  useKeys([
    ...SUBJECT_KEYS,
    {
      id: 'account.requests',
      label: `Requests of ${label.toLowerCase()}`,
      keys: 'q',
      group: 'Account',
      run: () => navigate(accountAt(subject, 'requests')),
    },
  ]);
  return (
    <Page
      title={label}
      above={[{ href: accountAt(), label: 'Account' }]}
      aside={<AccountChoice />}
      search={search}
      acts={acts}
    >
      <div className={styles.whole}>
        <SubjectsNav current={subject} />
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
