import { firstUnmet } from '../../account/criteria.ts';
import { ACCOUNT_OPEN } from '../../account/model.ts';
import { sellableOf } from '../../automation.ts';
import { openOrder } from '../../distribution/orders.ts';
import { scanAccounts } from '../../distribution/scan.ts';
import { type Call, found, type Reply, type Visit } from '../call.ts';
import { contactOf, valueOfBit } from '../clients/client-fields.ts';
import { ENUMERATIONS, positionOf } from '../enumerations.ts';
import { typeOf } from '../lead-types/lead-type-calls.ts';
import { leadOf } from '../leads/lead-calls.ts';
import { shape } from '../shape.ts';

/** The account's sections on the scanner. */
export const SCANNER_CALLS: readonly Call[] = [
  {
    title: 'Client Scanner',
    method: 'POST',
    path: '/v2/delivery/scanner/general',
    body: shape(`
LeadUID! int
Automated! bool
AllowOverMax! bool
IgnoreExclusive! bool
ScanType! scan_type
`),
    changes: false,
    serve: scanLead,
  },
  {
    title: 'Client Scanner Logs',
    method: 'GET',
    path: '/v1/delivery/scanner/logs/[LeadUID]',
    changes: false,
    serve(visit) {
      const { lead_uid } = leadOf(visit);
      const logs = visit.world.store.scanLogs.all(lead_uid);
      return {
        json: logs.flatMap(({ at, lines }) =>
          (JSON.parse(lines) as string[]).map((line) => ({
            LeadUID: lead_uid,
            ScanDate: new Date(at).toISOString(),
            Log: line,
          })),
        ),
      };
    },
  },
  {
    title: 'Client Scanner by Criteria',
    method: 'POST',
    path: '/v1/clients/scanner/criteria/[LeadTypeUID]',
    body: shape(`
Name! text
Value! text
`),
    bare: true,
    changes: false,
    serve: scanByCriteria,
  },
];

function scanLead({ world, body }: Visit): Reply {
  const { store, account, now } = world;
  const uid = Number(body.LeadUID);
  const lead = found(store.lead.get(uid), 'Lead', uid);
  const campaign = account.campaigns.find((one) => one.campaignUid === lead.campaign_uid);
  const sold = store.sends.all(uid).filter(({ valid }) => valid === 1).length;
  const most = campaign?.maxSell ?? 0;
  if (body.AllowOverMax !== true && most > 0 && sold >= most) {
    store.addScanLog.run(uid, now, JSON.stringify([`Lead has been sold ${sold} times, its maximum`]));
    return { json: [] };
  }
  const accountType = positionOf(ENUMERATIONS.scan_type, body.ScanType) ?? 0;
  const { ranked, log } = scanAccounts(
    world,
    { ...sellableOf(lead), accountType },
    {
      automated: body.Automated === true,
      ignoreExclusive: body.IgnoreExclusive === true,
      exclusiveClientUid: campaign?.exclusiveClientUid ?? 0,
    },
  );
  store.addScanLog.run(uid, now, JSON.stringify(log));
  return {
    json: ranked.map((one) => {
      const place = one.useOrder ? openOrder(account, one, now) : undefined;
      return {
        ClientUID: one.clientUid,
        ClientAccountUID: one.clientAccountUid,
        ClientOrderUID: place?.order.orderUid ?? 0,
        ClientOrderItemUID: place?.item.itemUid ?? 0,
        Automation: one.automationEnabled,
      };
    }),
  };
}

/** Clients with an open account whose criteria the values meet, at the best price of each; maxima and schedules are ignored. */
function scanByCriteria({ world: { account, now }, uid, items }: Visit): Reply {
  const type = typeOf(account, uid('LeadTypeUID'));
  const values = new Map(
    items.flatMap((item) => {
      const name = String(item.Name ?? '').toLowerCase();
      const field = type.fields.find(({ descriptor }) => descriptor.toLowerCase() === name);
      return field === undefined ? [] : [[field.leadFieldUid, String(item.Value ?? '')] as const];
    }),
  );
  const prices = new Map<number, number>();
  for (const one of account.deliveryAccounts) {
    const fits = one.leadTypeUid === type.leadTypeUid && one.status === ACCOUNT_OPEN;
    if (!fits || firstUnmet(one.criteria, values, type.fields, now) !== undefined) continue;
    prices.set(one.clientUid, Math.max(one.price, prices.get(one.clientUid) ?? 0));
  }
  return {
    json: account.clients.flatMap((client) => {
      const price = prices.get(client.clientUid);
      if (price === undefined || client.status !== 'Active') return [];
      const contact = contactOf(account, client, client.clientUid);
      return [{ ...contact, Price: price, Website: valueOfBit(account, client, 'WebSite') }];
    }),
  };
}
