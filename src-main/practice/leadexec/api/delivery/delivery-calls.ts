import { type Call, Refused, type Reply, type Visit } from '../call.ts';
import { contactOf } from '../clients/client-fields.ts';
import { leadOf } from '../leads/lead-calls.ts';
import { shape } from '../shape.ts';
import { autosend, leadOfBody, logSend, process } from './send-lead.ts';

/** The account's sections on the delivery of a lead. */
export const DELIVERY_CALLS: readonly Call[] = [
  {
    title: 'Auto Process Delivery',
    method: 'POST',
    path: '/v1/delivery/autosend',
    body: shape(`
LeadUID! int
AllowOverMax bool
ForceIDs scalars
`),
    changes: true,
    serve: autosend,
  },
  {
    title: 'Process Client Delivery',
    method: 'POST',
    path: '/v1/delivery/process',
    body: shape(`
LeadUID! int
ClientUID! int
ClientAccountUID! int
ClientOrderUID int
Notes text
AllowOverMax bool
`),
    changes: true,
    serve: process,
  },
  {
    title: 'Run Lead Automation',
    method: 'POST',
    path: '/v1/delivery/runautomation/[LeadUID]',
    changes: true,
    serve(visit) {
      const { store, now } = visit.world;
      store.addDue.run(now, 'deliver', String(leadOf(visit).lead_uid));
      return 'scheduled';
    },
  },
  {
    title: 'Schedule Lead Automation',
    method: 'POST',
    path: '/v1/delivery/scheduleautomation/[LeadUID]',
    body: shape('SendDateUtc! date'),
    changes: true,
    serve(visit) {
      const at = Date.parse(String(visit.body.SendDateUtc));
      if (Number.isNaN(at)) throw new Refused(400, 'SendDateUtc is not a date');
      visit.world.store.addDue.run(at, 'deliver', String(leadOf(visit).lead_uid));
      return 'scheduled';
    },
  },
  {
    title: 'Confirm Delivery',
    method: 'POST',
    path: '/v1/delivery/[ClientUID]/confirm/[LeadUID]',
    changes: true,
    serve(visit) {
      const changed = visit.world.store.confirmSends.run(leadOf(visit).lead_uid, visit.uid('ClientUID'));
      if (changed.changes === 0) throw new Refused(404, 'Lead was not sent to this client');
      return 'ok';
    },
  },
  {
    title: 'Confirm Redirect Delivery',
    method: 'POST',
    path: '/v1/delivery/redirectconfirmation',
    // In the table the last three are integers.
    body: shape(`
LeadUID! int
RedirectURL! scalar
IsValid! scalar
Response scalar
`),
    changes: true,
    serve(visit) {
      leadOfBody(visit);
      const isValid = ['true', '1'].includes(String(visit.body.IsValid).toLowerCase());
      const status = isValid ? 'Redirect confirmed' : 'Redirect failed';
      return { json: { isValid, Status: status, Response: String(visit.body.Response ?? '') } };
    },
  },
  {
    title: 'Log Delivery to Client',
    method: 'PUT',
    path: '/v1/delivery/log',
    body: shape(`
ClientUID! int
LeadUID! int
DeliveryUID! int
PostString text
Response text
ClientOrderUID int
ClientOrderItemUID int
ClientAccountUID! int
`),
    changes: true,
    serve: logSend,
  },
  {
    title: 'Get Sends for Lead',
    method: 'GET',
    path: '/v1/delivery/sends/[LeadUID]',
    changes: false,
    serve: sendsOf,
  },
];

/** Sends have neither an identifier nor their account. */
function sendsOf(visit: Visit): Reply {
  const { account, store } = visit.world;
  return {
    json: store.sends.all(leadOf(visit).lead_uid).map((send) => {
      const client = account.clients.find(({ clientUid }) => clientUid === send.client_uid);
      const details = store.sendDetails.get(send.send_uid);
      return {
        ...contactOf(account, client, send.client_uid),
        Notes: details?.notes ?? '',
        DateSent: new Date(send.at).toISOString(),
        IsValid: send.valid === 1,
        Response: details?.response ?? '',
        Price: send.price,
      };
    }),
  };
}
