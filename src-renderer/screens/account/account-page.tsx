import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { RecordKind } from '../../../src-preload/contract/index.ts';
import { accountAt, batchesAt, type Subject } from '../../state/account-address.ts';
import { navigate } from '../../state/hash-location.ts';
import { useKeys } from '../../ui/keys.ts';
import { Page } from '../../ui/page.tsx';
import styles from './account.module.css';
import { SUBJECT_LOOKS } from './subjects.ts';
import { AccountChoice, SUBJECT_KEYS, SubjectsNav } from './subjects-nav.tsx';

interface AccountPageProps {
  readonly subject: Subject;
  /** The current tab. */
  readonly part: RecordKind | 'requests' | 'batches';
  readonly search?: ReactNode;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** A subject of the account: tabs for its lists and its requests, and navigation to all subjects. */
export function AccountPage({ subject, part, search, actions, children }: AccountPageProps) {
  const { label, kinds, batches } = SUBJECT_LOOKS[subject];
  const tabs = [
    ...kinds.map((one) => ({ part: one.kind, label: one.label, href: accountAt(subject, one.kind) })),
    ...(batches === undefined ? [] : [{ part: 'batches' as const, label: batches.label, href: batchesAt(subject) }]),
    { part: 'requests' as const, label: 'Requests', href: accountAt(subject, 'requests') },
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
      actions={actions}
    >
      <div className={styles.whole}>
        <SubjectsNav current={subject} />
        <div className={styles.part}>
          <nav aria-label={label} className={styles.tabs}>
            {tabs.map((tab) => (
              <Link
                key={tab.part}
                href={tab.href}
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
