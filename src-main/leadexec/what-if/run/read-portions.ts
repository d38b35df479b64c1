import type { Store } from '../../../db/store.ts';
import { type PostedLead, type PostedSpan, postedLeads } from '../../../delivery/rows/posted-leads.ts';
import { yieldToCommands } from '../../../platform/yielding.ts';
import type { receiversOf } from './account-setup.ts';
import type { PostedInput } from './read-posted.ts';

type Receivers = ReturnType<typeof receiversOf>;

const PORTION = 500;

/** The posted leads of a time range in the order of their time, in portions between which other work runs. */
export async function* readPortions(
  store: Store,
  span: PostedSpan,
  receivers: Receivers,
  reached: (read: number) => void,
): AsyncGenerator<readonly PostedInput[]> {
  let after: { at: number; postNo: number } | null = null;
  let read = 0;
  for (;;) {
    const leads: PostedLead[] = postedLeads(store, span, after, PORTION);
    const last = leads.at(-1);
    if (last === undefined) return;
    read += leads.length;
    reached(read);
    yield leads.flatMap((lead) => postedInput(lead, receivers) ?? []);
    if (leads.length < PORTION) return;
    after = last;
    await yieldToCommands();
  }
}

/** Undefined if its receiver posts no leads of the account. */
export function postedInput(lead: PostedLead, receivers: Receivers): PostedInput | undefined {
  const receiver = receivers.get(lead.connectionId);
  if (receiver === undefined) return undefined;
  const { postNo, at, kind, leadId, fields, review, hasOrder, noSell, isDelayed, sends } = lead;
  const campaign = lead.campaign ?? receiver.campaign;
  const returned = lead.returnState === 'returned';
  return {
    ...{ postNo, at, kind, leadId, fields, review, returned, hasOrder, noSell, isDelayed, sends },
    leadTypeUid: receiver.leadTypeUid,
    campaign,
  };
}
