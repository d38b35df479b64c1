import { Building2 } from 'lucide-react';
import { useEffect } from 'react';
import { Redirect, useLocation } from 'wouter';
import type { RecordKind } from '../../../src-preload/contract/index.ts';
import { accountAt, MONEY_AT, readAccountPlace, SUBJECTS, type Subject } from '../../state/account-address.ts';
import { useAccountConnections } from '../../state/account-connection.ts';
import { useListLook } from '../../state/account-lists.ts';
import { navigate } from '../../state/hash-location.ts';
import { BulkPage } from './bulk-page.tsx';
import { MoneyPage } from './money/money-page.tsx';
import { NoAccount } from './no-account.tsx';
import { RecordPage } from './record/record-page.tsx';
import { RecordsPage } from './records/records-page.tsx';
import { RequestsPage } from './requests/requests-page.tsx';
import { lookOf, SUBJECT_LOOKS } from './subjects.ts';

interface ListWithinProps {
  readonly connectionId: number;
  readonly subject: Subject;
  readonly kind: RecordKind;
  readonly parent: number;
}

/** Chooses the parent of a list, and shows the list: the choice remains while its records are opened and closed. */
function ListWithin({ connectionId, subject, kind, parent }: ListWithinProps) {
  const [, change] = useListLook(connectionId, kind);
  useEffect(() => {
    change({ parent, text: '', filters: {} });
    navigate(accountAt(subject, kind), { replace: true });
  });
  return null;
}

/** A LeadExec account: the copies of its records on this desk, and every documented request. */
export function AccountScreen() {
  const [path] = useLocation();
  const connections = useAccountConnections();
  if (connections === null) return null;
  if (connections.shown === null) return <NoAccount title="Account" icon={Building2} />;
  const { id: connectionId } = connections.shown;
  if (path === MONEY_AT) return <MoneyPage key={connectionId} connectionId={connectionId} />;
  const place = readAccountPlace(path);
  if (place === null) return <Redirect to={accountAt(SUBJECTS[0])} replace />;
  const { subject, request, requests, bulk } = place;
  if (bulk !== null) return <BulkPage key={`${connectionId} ${path}`} {...{ connectionId, subject, bulk }} />;
  const [first] = SUBJECT_LOOKS[subject].kinds;
  if (requests || (place.kind === null && first === undefined)) {
    return <RequestsPage key={`${connectionId} ${subject}`} {...{ connectionId, subject, request }} />;
  }
  const kind = place.kind === null ? first : lookOf(subject, place.kind);
  if (kind === undefined) return <Redirect to={accountAt(subject)} replace />;
  if (place.record !== null) {
    const { parent, id } = place.record;
    const record = { connectionId, kind: kind.kind, parent, id };
    return (
      <RecordPage key={`${connectionId} ${kind.kind} ${parent} ${id}`} place={record} subject={subject} look={kind} />
    );
  }
  if (place.within !== null) {
    return <ListWithin key={path} {...{ connectionId, subject, kind: kind.kind, parent: place.within }} />;
  }
  return <RecordsPage key={`${connectionId} ${kind.kind}`} {...{ connectionId, subject, kind }} />;
}
