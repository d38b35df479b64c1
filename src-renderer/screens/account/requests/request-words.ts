import type { DocumentedCall } from '../../../../src-preload/contract/index.ts';
import { fieldKey, type Typed } from './request-values.ts';

const money = new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD' });

/** The effects of a change that can't be undone, and the text of its button. */
interface ChangeWords {
  readonly does: string;
  readonly button: (given: (path: string) => string) => string;
}

const WORDS: Readonly<Record<string, ChangeWords>> = {
  runPayment: {
    does: 'The client’s card is charged. If no answer arrives, there is no way to check whether it was, so the charge isn’t retried automatically.',
    button: (given) => {
      const amount = Number(given('Amount'));
      return amount > 0 ? `Charge the card ${money.format(amount)}` : 'Charge the card';
    },
  },
  deleteLead: {
    does: 'The lead and its sends are permanently deleted from LeadExec. To only take it off the account’s leads, remove it instead.',
    button: (given) => `Delete lead ${given('LeadUID')}`,
  },
  removeLead: {
    does: 'The lead is removed from the account’s leads. LeadExec has no request that restores it.',
    button: (given) => `Remove lead ${given('LeadUID')}`,
  },
  autoProcessDelivery: {
    does: 'The lead is sold and sent to every client that accepts it, up to its maximum sales. A send can’t be recalled.',
    button: (given) => `Sell lead ${given('LeadUID')} now`,
  },
  processClientDelivery: {
    does: 'The lead is sent to this client and counts as a sale. A send can’t be recalled.',
    button: (given) => `Send lead ${given('LeadUID')} to client ${given('ClientUID')}`,
  },
  runLeadAutomation: {
    does: 'The lead’s automation runs now, and may sell it. A send can’t be recalled.',
    button: (given) => `Run automation of lead ${given('LeadUID')}`,
  },
  scheduleLeadAutomation: {
    does: 'The lead’s automation runs at that time, and may sell it. LeadExec has no request that cancels it.',
    button: (given) => `Schedule automation of lead ${given('LeadUID')}`,
  },
  confirmDelivery: {
    does: 'The delivery counts as confirmed. LeadExec has no request that undoes this.',
    button: (given) => `Confirm lead ${given('LeadUID')} for client ${given('ClientUID')}`,
  },
  confirmRedirectDelivery: {
    does: 'The redirect counts as confirmed. LeadExec has no request that undoes this.',
    button: (given) => `Confirm redirect of lead ${given('LeadUID')}`,
  },
  logDeliveryToClient: {
    does: 'A send that was made elsewhere is logged: it counts toward orders and maximums. LeadExec has no request that removes it.',
    button: (given) => `Log send of lead ${given('LeadUID')}`,
  },
  createOrderPayment: {
    does: 'The payment is logged; no card is charged. LeadExec has no request that removes it.',
    button: () => 'Log payment',
  },
  send2faSmsCode: { does: 'A text message is sent to that phone.', button: () => 'Send text message' },
  verify2faSmsCode: { does: 'The code is used up.', button: () => 'Verify code' },
  uploadAttachment: {
    does: 'The file is attached to the lead. LeadExec has no request that lists or removes attachments.',
    button: (given) => `Attach to lead ${given('LeadUID')}`,
  },
};

/** The text of the button that sends a request, with the numbers it affects. */
export function buttonWords({ name, reads, fields }: DocumentedCall, typed: Typed): string {
  const given = (path: string) => {
    const field = fields.find((one) => one.path === path && !one.hidden);
    return field === undefined ? '' : (typed[fieldKey(field)] ?? '').trim();
  };
  return (WORDS[name]?.button(given) ?? (reads ? 'Send request' : 'Send change')).replace(/\s+/g, ' ').trim();
}

/** The effects of a change that can't be undone; null if nothing needs to be said. */
export const cannotUndo = ({ name }: DocumentedCall): string | null => WORDS[name]?.does ?? null;
