import { Megaphone } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'wouter';
import type { LeadDetail, OfferDetail } from '../../../src-preload/contract/index.ts';
import { offerAddress } from '../../state/addresses.ts';
import { useDesk } from '../../state/desk.ts';
import { useCommandQuery } from '../../state/use-command-query.ts';
import { Button } from '../../ui/button.tsx';
import { formatCount } from '../../ui/format.ts';
import { Badge } from '../../ui/state-badge.tsx';
import styles from './of-lead.module.css';
import { isHeld, lookOf } from './offer-look.ts';
import { SubmitDialog } from './submit-dialog.tsx';

/** How a lead of the inbox is offered, who has claimed it, and how it can be submitted. Empty for a lead that is not from LionDesk. */
export function OffersOfLead({ lead, name }: { readonly lead: LeadDetail; readonly name: string }) {
  const { value } = useCommandQuery('offers.ofLead', { leadId: lead.id }, ['offers', 'leads']);
  const connections = useDesk((s) => s.status)?.connections ?? [];
  const [submitting, setSubmitting] = useState<{ connectionId: number; externalId: string } | null>(null);
  const offered = value ?? [];
  const records = lead.records.filter((r) => connections.some((c) => c.id === r.connectionId && c.kind === 'liondesk'));
  if (offered.length === 0 && records.length === 0) return null;
  return (
    <section aria-label="Offers">
      <h3 className={styles.title}>Offers</h3>
      <ul className={styles.list}>
        {offered.map((detail) => (
          <Line key={detail.card.id} detail={detail} />
        ))}
        {value !== null && offered.length === 0 && (
          <li className={styles.soft}>LionDesk hasn’t offered it to anyone.</li>
        )}
      </ul>
      {records.map(({ id, connectionId, externalId, source }) =>
        connectionId === null ? null : (
          <Button
            key={id}
            size="small"
            icon={Megaphone}
            hint="Shows LionDesk’s requirements first"
            onClick={() => setSubmitting({ connectionId, externalId })}
          >
            Submit an offer{records.length > 1 ? ` of ${source}` : ''} …
          </Button>
        ),
      )}
      {submitting !== null && <SubmitDialog of={submitting} name={name} onClose={() => setSubmitting(null)} />}
    </section>
  );
}

function Line({ detail: { card, rollOut } }: { readonly detail: OfferDetail }) {
  return (
    <li className={styles.line}>
      <Badge look={lookOf(card)} plain />
      <span className={styles.words}>
        {[
          isHeld(card.state) && card.state !== 'lost' ? (card.mine ? 'yours' : card.holder) : '',
          `offered to ${formatCount(rollOut.length, 'person', 'people')}`,
          card.team,
        ]
          .filter((part) => part !== '')
          .join(' · ')}
      </span>
      <Link href={offerAddress(card.id)}>Show offer</Link>
    </li>
  );
}
