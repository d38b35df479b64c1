import { type CallMoment, type CallRule, type CallVerdict, CommandError } from '../../src-preload/contract/index.ts';
import type { Handlers } from '../commands/handlers.ts';
import type { Store } from '../db/store.ts';
import { isOnDoNotCall } from '../dialing/do-not-call.ts';
import { mayCall } from './may-call.ts';
import { listRules, removeRule, resetRules, saveRule, seedOnce } from './rules.ts';

/** What matters for calling a lead. */
export interface Callee {
  /** Digits with country code if they could be parsed, otherwise as entered. */
  readonly phones: readonly string[];
  readonly zip: string;
  readonly state: string;
  /** The calls to the person in at least the last 25 hours, on any number. */
  readonly calls: readonly { readonly phone: string; readonly at: number }[];
  /** Whether the person said so, for all numbers: the lead has the status do-not-call. */
  readonly doNotCall?: boolean;
}

export interface CallTimePorts {
  readonly store: Store;
  readonly now: () => number;
  /** Undefined if there is no such lead. */
  readonly calleeOf: (leadId: number) => Callee | undefined;
  /** Called when the rules have changed, because what is on screen may be outdated. */
  readonly changed: () => void;
}

/** The rules, cached because they are needed before every call and rarely change. */
export class CallTimes {
  readonly #store: Store;
  readonly #now: () => number;
  #rules: CallRule[] | null = null;

  constructor(store: Store, now: () => number) {
    this.#store = store;
    this.#now = now;
    seedOnce(store, now());
  }

  /** Reads the rules again, because they have been edited. */
  forget(): void {
    this.#rules = null;
  }

  /** Whether this number of a lead may be called now or at a later time. */
  verdict(phone: string, callee: Omit<Callee, 'phones'>, at = this.#now()): CallVerdict {
    this.#rules ??= listRules(this.#store);
    const { zip, state, calls } = callee;
    const doNotCall = callee.doNotCall === true || isOnDoNotCall(this.#store, phone);
    return mayCall({ phone, zip, state, calls, doNotCall, rules: this.#rules, now: at });
  }

  /** Whether a lead may be called at a later time on any of its numbers; otherwise when the first of them may be called. */
  moment(callee: Callee, at: number): CallMoment {
    const verdicts = callee.phones.map((phone) => this.verdict(phone, callee, at));
    if (verdicts.length === 0 || verdicts.some(({ may }) => may)) return { at, may: true, why: '', opensAt: at };
    const [soonest] = verdicts.sort((a, b) => (a.opensAt ?? Infinity) - (b.opensAt ?? Infinity));
    return { at, may: false, why: because(soonest?.why ?? ''), opensAt: soonest?.opensAt ?? null };
  }
}

/** Only the reason: the time is shown beside it, and “tomorrow” may mean another day. */
const because = (why: string): string => why.replace(/^.*?, because /, '');

/** Registers the commands about when people may be called. */
export function registerCallTimes(handlers: Handlers, times: CallTimes, ports: CallTimePorts): void {
  const { store, now } = ports;
  const edited = <T>(value: T): T => {
    times.forget();
    ports.changed();
    return value;
  };
  handlers.on('calls.may', ({ leadId }) => {
    const callee = ports.calleeOf(leadId);
    if (!callee) throw new CommandError('not-found', `There is no lead ${leadId}.`);
    return callee.phones.map((phone) => times.verdict(phone, callee));
  });
  handlers.on('calls.mayAt', ({ leadId, at }) => {
    const callee = ports.calleeOf(leadId);
    if (!callee) throw new CommandError('not-found', `There is no lead ${leadId}.`);
    return at.map((moment) => times.moment(callee, moment));
  });
  handlers.on('callRules.list', () => listRules(store));
  handlers.on('callRules.save', (rule) => edited(saveRule(store, rule)));
  handlers.on('callRules.remove', ({ id }) => {
    removeRule(store, id);
    return edited({});
  });
  handlers.on('callRules.reset', () => edited(resetRules(store, now())));
}
