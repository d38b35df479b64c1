import { type BodyFormat, INSERT_CALLS, RECEIVER, type ReceiverCall } from './addresses.ts';
import {
  type CallDetails,
  type LeadField,
  type LeadToPost,
  type PostForm,
  ReceiverRequestError,
} from './request-types.ts';

const CALL_NAMES: Readonly<Record<ReceiverCall, string>> = {
  general: 'A general lead',
  manualredirect: 'A redirect lead',
  autoredirect: 'A redirect lead',
  returnsends: 'A lead with its sends',
  transfer: 'A lead to transfer',
  calldata: 'A call lead',
  ping: 'A ping',
  update: 'An update',
  duplicate: 'A duplicate check',
};
const BODY_NAMES: Readonly<Record<BodyFormat, string>> = { form: 'a form', xml: 'XML', json: 'JSON' };

/** Parameters of a form that are not fields. A field with that name would replace them. */
const FORM_PARAMETERS = new Set([
  ...['vid', 'lid', 'aid', 'password', 'orderid', 'returnurl', 'access_token', 'response_type'],
  ...['ivrnumber', 'callduration', 'callresult', 'calldate', 'lpleaduid', 'processdelivery'],
]);
const CALL_ELEMENTS = new Set(['ivrnumber', 'callduration', 'callresult', 'calldate']);

const isInsert = (call: ReceiverCall): boolean => (INSERT_CALLS as readonly string[]).includes(call);
const fail = (message: string): never => {
  throw new ReceiverRequestError(message);
};

/** Checks that the document has this request in this form. @throws ReceiverRequestError */
export function checkForm(call: ReceiverCall, form: PostForm): void {
  const { bodies, asyncBodies } = RECEIVER.calls[call];
  const name = CALL_NAMES[call];
  if (!bodies.includes(form.body)) {
    fail(
      `${name} can’t be sent as ${BODY_NAMES[form.body]}. Use ${bodies.map((body) => BODY_NAMES[body]).join(' or ')}.`,
    );
  }
  if (form.async && !asyncBodies.includes(form.body)) {
    const how = asyncBodies.length === 0 ? '' : ` as ${BODY_NAMES[form.body]}`;
    fail(`${name} can’t be sent async${how}. Turn async off.`);
  }
  if (form.orderId !== undefined && (call !== 'general' || form.body !== 'form' || form.async)) {
    fail('An order from a ping can only be posted with a general lead, as a form and not async.');
  }
  checkReturnUrl(call, form);
  const delay = form.sendDelayHours;
  if (delay === undefined) return;
  if (form.body !== 'json' || !isInsert(call))
    fail(`${name} as ${BODY_NAMES[form.body]} can’t be delayed. Post as JSON.`);
  if (!Number.isFinite(delay) || delay < 0) fail(`${delay} isn’t a valid delay. Enter hours, 0 or more.`);
}

function checkReturnUrl(call: ReceiverCall, { returnUrl, body }: PostForm): void {
  if (returnUrl === undefined) return;
  const takesOne = RECEIVER.calls[call].asyncBodies.includes(body);
  if (!takesOne) fail(`${CALL_NAMES[call]} as ${BODY_NAMES[body]} has no return address. Leave it out.`);
  const protocol = URL.canParse(returnUrl) ? new URL(returnUrl).protocol : '';
  if (protocol !== 'https:' && protocol !== 'http:') {
    fail(`“${returnUrl}” isn’t a valid return address. Enter it in full, beginning with https://.`);
  }
}

/** Checks that the connection has a campaign, if the document requires one for this kind of request. @throws ReceiverRequestError */
export function checkCampaign(call: ReceiverCall, { aid }: { readonly aid: number | null }): void {
  if (aid !== null || !RECEIVER.calls[call].needsCampaign) return;
  fail(`${CALL_NAMES[call]} needs the campaign’s ID (AID), and this connection has none. Enter it for the connection.`);
}

/** Checks that these leads can be sent in one request of this kind and form. @throws ReceiverRequestError */
export function checkLeads(call: ReceiverCall, form: PostForm, leads: readonly LeadToPost[]): void {
  const one = form.async === true || form.body === 'form' || !isInsert(call);
  if (leads.length === 0) fail('There is no lead to send.');
  if (one && leads.length > 1) {
    const how = form.async ? 'async' : `as ${BODY_NAMES[form.body]}`;
    fail(`${CALL_NAMES[call]} ${how} must be sent alone: one request can’t contain ${leads.length} leads.`);
  }
  for (const lead of leads) checkLead(call, form, lead);
}

function checkLead(call: ReceiverCall, { body }: PostForm, lead: LeadToPost): void {
  checkFields(call, body, lead.fields);
  const name = `${CALL_NAMES[call]} as ${BODY_NAMES[body]}`;
  if (lead.reference !== undefined && (body === 'form' || !isInsert(call))) {
    fail(`${name} can’t have a reference. Post as XML or JSON.`);
  }
  if (lead.noSell && (body !== 'json' || !isInsert(call))) {
    fail(`${name} can’t mark the lead as not to be sold. Post as JSON.`);
  }
  if (call === 'calldata') checkCall(lead.call);
  else if (lead.call) fail(`${CALL_NAMES[call]} can’t have call details. Post a call lead.`);
}

function checkCall(call: CallDetails | undefined): void {
  if (!call || call.ivrNumber.trim() === '') {
    throw new ReceiverRequestError('A call lead needs the number that the lead called. Fill it in.');
  }
  if (!Number.isSafeInteger(call.durationSeconds) || call.durationSeconds < 0) {
    fail(`${call.durationSeconds} isn’t a valid call duration. Enter whole seconds.`);
  }
}

/** Checks that names are unique and not those of parameters; the receiver ignores case. @throws ReceiverRequestError */
export function checkFields(call: ReceiverCall, body: BodyFormat, fields: readonly LeadField[]): void {
  const seen = new Set<string>();
  for (const [name] of fields) {
    const small = name.trim().toLowerCase();
    if (small === '') fail('A field has no name. Name it as the posting instructions do.');
    if (seen.has(small)) fail(`The field “${name}” appears twice. Remove one.`);
    // An object can't have it as a key, so its value would be lost.
    if (small === '__proto__') fail(`A lead can’t have a field “${name}”.`);
    if (
      (body === 'form' && FORM_PARAMETERS.has(small)) ||
      (call === 'calldata' && body === 'xml' && CALL_ELEMENTS.has(small))
    ) {
      fail(`A lead can’t have a field “${name}”: the receiver reads it as a parameter of the post.`);
    }
    seen.add(small);
  }
}
