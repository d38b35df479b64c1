import { SAMPLE } from '../../src-main/practice/leadexec/account/sample-ids.ts';
import { type DeliveryDeskOptions, deliveryDesk, sampleCsv } from './delivery-desk.ts';
import { until } from './fault-until.ts';

/** A desk with posted leads and copies of the account that they were posted to. */
export async function deskWithCopies(options: Pick<DeliveryDeskOptions, 'whatIf'> = {}) {
  const desk = await deliveryDesk({ threaded: true, ...options });
  const { id: account } = await desk.call('connections.save', {
    kind: 'leadexec',
    name: 'Account',
    url: desk.vendor.url,
    user: SAMPLE.apiClientId,
    password: 'practice',
    timeoutMs: 5_000,
  });
  const refresh = (kind: 'clients' | 'accounts' | 'orders' | 'lists' | 'leadTypes') =>
    desk.call('leadexec.refresh', { connectionId: account, kind });
  for (const kind of ['clients', 'accounts', 'orders', 'lists', 'leadTypes'] as const) await refresh(kind);
  await desk.call('leadexec.refresh', { connectionId: account, kind: 'leadFields', parent: 1 });
  await desk.call('leadexec.refresh', { connectionId: account, kind: 'campaigns', parent: 18, id: 23 });
  const path = desk.write('leads.csv', sampleCsv(12));
  await desk.call('delivery.post', { connectionId: desk.connectionId, kind: 'returnsends', path });
  const filter = { connectionId: desk.connectionId, state: 'delivered' as const };
  await until(
    async () => (await desk.call('jobs.list', { filter, limit: 100 })).jobs.length === 12,
    'all are delivered',
  );
  return { ...desk, account };
}
