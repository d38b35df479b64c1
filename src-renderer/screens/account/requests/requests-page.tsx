import { Eye, PenLine } from 'lucide-react';
import { Link } from 'wouter';
import { requestAt, type Subject } from '../../../state/account-address.ts';
import { useCommandQuery } from '../../../state/use-command-query.ts';
import { ErrorNote, Skeleton } from '../../../ui/notes.tsx';
import { AccountPage } from '../account-page.tsx';
import { SUBJECT_LOOKS } from '../subjects.ts';
import { RequestForm } from './request-form.tsx';
import styles from './requests.module.css';

interface RequestsPageProps {
  readonly connectionId: number;
  readonly subject: Subject;
  /** The open request; null for the first that only reads. */
  readonly request: string | null;
}

/** Every request that LeadExec documents for a subject, each with a form of its parameters. */
export function RequestsPage({ connectionId, subject, request }: RequestsPageProps) {
  const { value, error } = useCommandQuery('leadexec.calls', {});
  const subjects = SUBJECT_LOOKS[subject].calls;
  const calls = value?.filter((one) => subjects.includes(one.subject)) ?? [];
  const open = calls.find(({ name }) => name === request) ?? calls.find(({ reads }) => reads) ?? calls[0];
  return (
    <AccountPage subject={subject} part="requests">
      {error !== null && <ErrorNote>{error}</ErrorNote>}
      {value === null && error === null && <Skeleton lines={8} height={20} />}
      <div className={styles.split}>
        <nav aria-label="Requests" className={styles.calls}>
          {calls.map(({ name, section, method, path, reads }) => {
            const Icon = reads ? Eye : PenLine;
            return (
              <Link
                key={name}
                href={requestAt(subject, name)}
                className={styles.call}
                title={`${method} ${path}`}
                aria-current={name === open?.name ? 'true' : undefined}
              >
                <Icon size={14} aria-label={reads ? 'Reads' : 'Changes'} />
                {titleOf(section, path)}
              </Link>
            );
          })}
        </nav>
        {open !== undefined && <RequestForm key={open.name} connectionId={connectionId} call={open} />}
      </div>
    </AccountPage>
  );
}

/** The document has one title twice: the second request lists the states. */
const titleOf = (section: string, path: string): string =>
  path.endsWith('/validation/states') ? 'List of states' : section;
