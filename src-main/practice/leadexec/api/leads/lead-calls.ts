import { CONTACT_BITS } from '../../account/model.ts';
import { fieldsText, valuesOf } from '../../automation.ts';
import type { LeadRow } from '../../store.ts';
import { type Call, found, Refused, type Reply, type Visit } from '../call.ts';
import { typeOf } from '../lead-types/lead-type-calls.ts';
import { shape } from '../shape.ts';
import { analyticsOf, leadOfVisit } from './analytics.ts';

/** How long a deleted lead still exists. */
const DELETED_AFTER_MS = 60_000;

/** The account's sections on leads. No call returns a lead's fields. */
export const LEAD_CALLS: readonly Call[] = [
  {
    title: 'Update Lead Cache',
    method: 'PUT',
    path: '/v1/leads/cache/update/[LeadUID]',
    changes: true,
    serve(visit) {
      leadOf(visit);
      return 'ok';
    },
  },
  {
    title: 'Search for Lead by Contact Information',
    method: 'POST',
    path: '/v1/leads/search/[LeadTypeUID]',
    body: shape(`
Email text
Address text
PrimaryPhone text
`),
    changes: false,
    serve: search,
  },
  {
    title: 'Lead Analytics Detail',
    method: 'GET',
    path: '/v1/leads/analytics/[LeadUID]',
    changes: false,
    serve: (visit) => ({ json: analyticsOf(leadOf(visit)) }),
  },
  {
    title: 'Lead Analytics Detail by VisitID',
    method: 'GET',
    path: '/v1/leads/analytics/visits/[VisitID]',
    changes: false,
    serve({ world: { store }, text }) {
      const lead = store.lead.get(leadOfVisit(text('VisitID')));
      return { json: analyticsOf(found(lead, 'Visit', text('VisitID'))) };
    },
  },
  {
    title: 'Upload Attachment',
    method: 'PUT',
    path: '/v1/leads/[LeadUID]/attachments',
    body: shape(`
FileName! text
Description! text
Base64Data! text
`),
    changes: true,
    serve(visit) {
      const { world, body } = visit;
      const name = String(body.FileName ?? '');
      if (!/.\.[^.\\/]+$/.test(name)) throw new Refused(400, 'FileName must have an extension');
      const content = Buffer.from(String(body.Base64Data ?? ''), 'base64');
      world.store.addAttachment.run(leadOf(visit).lead_uid, name, String(body.Description ?? ''), content);
      return 'ok';
    },
  },
  {
    title: 'Delete Lead',
    method: 'DELETE',
    path: '/v1/leads/[LeadUID]',
    changes: true,
    serve(visit) {
      const { store, now } = visit.world;
      store.addDue.run(now + DELETED_AFTER_MS, 'delete', String(leadOf(visit).lead_uid));
      return { json: { success: true, message: 'Lead has been scheduled for deletion.' } };
    },
  },
  {
    title: 'Remove Lead',
    method: 'DELETE',
    path: '/v1/leads/[LeadUID]/remove',
    changes: true,
    serve: removeContact,
  },
];

export const leadOf = ({ world, uid }: Visit): LeadRow =>
  found(world.store.lead.get(uid('LeadUID')), 'Lead', uid('LeadUID'));

/** Leads of a type with the same e-mail, address or phone. Each given value must be the lead's. */
function search({ world: { account, store }, uid, body }: Visit): Reply {
  const type = typeOf(account, uid('LeadTypeUID'));
  const fieldOf = (bit: string) => type.fields.find(({ specialBit }) => specialBit === bit)?.leadFieldUid ?? 0;
  const wanted = (['Email', 'Address', 'PrimaryPhone'] as const).flatMap((bit) => {
    const given = plain(bit, String(body[bit] ?? ''));
    return given === '' ? [] : [{ bit, given, field: fieldOf(bit) }];
  });
  if (wanted.length === 0) throw new Refused(400, 'Email, Address or PrimaryPhone is required');
  const leads = store.leadsOfType.all(type.leadTypeUid).filter((lead) => {
    const values = valuesOf(lead.fields);
    return wanted.every(({ bit, given, field }) => plain(bit, values.get(field) ?? '') === given);
  });
  return {
    json: leads.map((lead) => ({
      DateReceived: new Date(lead.received_at).toISOString(),
      IsValidPost: true,
      ResponseType: 'No_Error',
      ResponseDetails: 'Lead was accepted',
      LeadIdentifier: lead.lead_uid,
      VID: lead.vendor_uid,
      AID: lead.campaign_uid,
      LID: lead.lead_type_uid,
      PendingQCReview: lead.review === 'pending',
      Price: lead.price,
    })),
  };
}

const plain = (bit: string, value: string) =>
  bit === 'PrimaryPhone' ? value.replace(/\D/g, '') : value.trim().toLowerCase();

/** Contact information is removed, and the lead is kept for reports. It no longer counts as a duplicate. */
function removeContact(visit: Visit): Reply {
  const { account, store } = visit.world;
  const lead = leadOf(visit);
  const contact = new Set(
    typeOf(account, lead.lead_type_uid).fields.flatMap((one) =>
      CONTACT_BITS.has(one.specialBit) ? [one.leadFieldUid] : [],
    ),
  );
  const left = new Map([...valuesOf(lead.fields)].filter(([uid]) => !contact.has(uid)));
  store.setFields.run(fieldsText(left), lead.lead_uid);
  store.dropKeys.run(lead.lead_uid);
  return { json: { success: true, message: 'Lead information has been removed.' } };
}
