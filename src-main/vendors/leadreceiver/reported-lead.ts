import { ownStatusUrl } from './addresses.ts';
import type { ReportedLead } from './answer-types.ts';
import type { Asked } from './asked.ts';
import type { Members } from './members.ts';

/** The data of a lead in an answer besides its outcome ("Response Properties" of every section). */
export function reportedLead(members: Members, asked: Asked): ReportedLead {
  const address = members.scalar('StatusURL') ?? '';
  return {
    postId: members.key('PostID'),
    leadId: members.id('LeadIdentifier'),
    campaignId: members.id('VendorAccountAssigned'),
    pendingReview: members.flag('PendingQCReview', 'PandingQCReview'),
    price: members.price('Price'),
    redirectUrl: members.address('RedirectURL'),
    statusUrl: address === '' ? null : members.ownAddress('StatusURL', (url) => ownStatusUrl(asked.url, url)),
    sends: members.list('Sends', 'SendInfo')?.map(sendOf) ?? null,
    agents: members.list('ClientInfos', 'ClientInfo')?.map(agentOf) ?? null,
    order: null,
    words: members.words('ResponseDetails', 'ResponseDetail', 'Response'),
    unread: members.unread,
  };
}

/** A client whose identifier is its name, as in the example, has no identifier. */
function clientOf(members: Members) {
  const text = members.text('ClientUID');
  const isId = /^\d+$/.test(text);
  return {
    clientId: isId ? members.id('ClientUID') : null,
    clientName: members.text('ClientName') || (isId ? '' : text),
  };
}

function sendOf(members: Members) {
  if (!members.has('ClientUID', 'ClientName')) members.noteWhole('Sends');
  return {
    ...clientOf(members),
    redirectUrl: members.address('RedirectURL'),
    valid: members.flag('Valid'),
    price: members.price('Price'),
  };
}

function agentOf(members: Members) {
  if (!members.has('ClientUID', 'ClientName', 'AgentName', 'AgentPhone')) members.noteWhole('ClientInfos');
  const phone = members.text('AgentPhone');
  // The document gives it the type bool, so a server may really send one.
  const isFlag = /^(?:true|false)$/i.test(phone);
  if (isFlag) members.noteValue('AgentPhone');
  return { ...clientOf(members), agentName: members.text('AgentName'), agentPhone: isFlag ? '' : phone };
}
