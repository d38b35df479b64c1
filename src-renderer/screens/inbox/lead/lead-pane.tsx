import { X } from 'lucide-react';
import type { LeadDetail } from '../../../../src-preload/contract/index.ts';
import { useAsk } from '../../../state/use-ask.ts';
import { IconButton } from '../../../ui/button.tsx';
import { formatPhone } from '../../../ui/format.ts';
import { ErrorNote, Skeleton } from '../../../ui/notes.tsx';
import { Badge } from '../../../ui/state-badge.tsx';
import { When } from '../../../ui/when.tsx';
import { LEAD_STATUSES } from '../status-look.ts';
import styles from './lead-pane.module.css';

interface LeadPaneProps {
  readonly leadId: number;
  readonly onClose: () => void;
}

/** Everything known of one lead, in sections. */
export function LeadPane({ leadId, onClose }: LeadPaneProps) {
  const { value: lead, error } = useAsk('leads.get', { id: leadId }, ['leads']);
  return (
    <article className={styles.pane}>
      <header className={styles.head}>
        <div className={styles.who}>
          <h2 className={styles.name}>
            {lead !== null ? nameOf(lead) : error === null ? ' ' : 'This lead can’t be shown'}
          </h2>
          {lead !== null && <Badge look={LEAD_STATUSES[lead.status]} />}
        </div>
        <IconButton icon={X} label="Close" keys="Escape" onClick={onClose} />
      </header>
      {error !== null && <ErrorNote>{error}</ErrorNote>}
      {lead === null ? error === null && <Skeleton lines={8} height={18} /> : <Sections lead={lead} />}
    </article>
  );
}

function nameOf({ fields }: LeadDetail): string {
  return `${fields.firstName} ${fields.lastName}`.trim() || 'No name';
}

function Sections({ lead }: { readonly lead: LeadDetail }) {
  const { fields: f } = lead;
  const place = [f.address, f.address2, `${f.city} ${f.state} ${f.zip}`.trim()]
    .filter((part) => part !== '')
    .join(', ');
  return (
    <>
      <Section
        title="How to reach"
        facts={[
          ...lead.phones.map((p): Fact => ['Phone', formatPhone(p.phone)]),
          ...lead.emails.map((email): Fact => ['E-mail', email]),
          ['Address', place],
          ['Best time', f.contactTime],
        ]}
      />
      <Section
        title="Work"
        facts={[
          ['License', f.license],
          ['Licensed in', f.licensedStates.join(', ')],
          ['Specialties', f.specialties.join(', ')],
          ['Years', f.experience === null ? '' : String(f.experience)],
          ['Wants', f.employmentType],
          ['Wants to go to', [...f.preferredDestinations, f.preferredCities].filter((p) => p !== '').join(', ')],
        ]}
      />
      <Section
        title="Here"
        facts={[
          ['Owner', lead.owner ?? ''],
          ['Tags', lead.tags.join(', ')],
          ['Sources', lead.records.map((r) => r.source).join(', ')],
        ]}
      />
      <p className={styles.soft}>
        Received <When at={lead.receivedAt} />
      </p>
    </>
  );
}

type Fact = readonly [name: string, value: string];

function Section({ title, facts }: { readonly title: string; readonly facts: readonly Fact[] }) {
  const told = facts.filter(([, value]) => value !== '');
  if (told.length === 0) return null;
  return (
    <section aria-label={title}>
      <h3 className={styles.title}>{title}</h3>
      <dl className={styles.facts}>
        {told.map(([name, value]) => (
          <div key={`${name} ${value}`} className={styles.fact}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
