import { type CallMoment, type CallRule, type CallVerdict, CommandError } from '../../src-preload/contract/index.ts';
import type { Handlers } from '../commands/handlers.ts';
import type { Store } from '../db/store.ts';
import { isOnDoNotCall } from '../dialing/do-not-call.ts';
import { mayCall } from './may-call.ts';
import { listRules, removeRule, resetRules, saveRule, seedOnce } from './rules.ts';

/** What of a lead bears on calling it. */
export interface Callee {
  /** Digits with country code where they could be read, else as written. */
  readonly phones: readonly string[];
  readonly zip: string;
  readonly state: string;
  /** The person's calls of the last 25 hours at least, at any number. */
  readonly calls: readonly { readonly phone: string; readonly at: number }[];
  /** The person said so, whichever number it was: the lead stands at do-not-call. */
  readonly doNotCall?: boolean;
}

export interface CallTimePorts {
  readonly store: Store;
  readonly now: () => number;
  /** Undefined when there is no such lead. */
  readonly calleeOf: (leadId: number) => Callee | undefined;
  /** The rules have changed: what stood on screen may be another answer now. */
  readonly changed: () => void;
}

/** The rules, kept between questions: they are asked before every call, and change once in a long while. */
export class CallTimes {
  readonly #store: Store;
  readonly #now: () => number;
  #rules: CallRule[] | null = null;

  constructor(store: Store, now: () => number) {
    this.#store = store;
    this.#now = now;
    seedOnce(store, now());
  }

  /** Read the rules again: they have been edited. */
  forget(): void {
    this.#rules = null;
  }

  /** May this number of a lead be called now, or at a moment to come. */
  verdict(phone: string, callee: Omit<Callee, 'phones'>, at = this.#now()): CallVerdict {
    this.#rules ??= listRules(this.#store);
    const { zip, state, calls } = callee;
    const doNotCall = callee.doNotCall === true || isOnDoNotCall(this.#store, phone);
    return mayCall({ phone, zip, state, calls, doNotCall, rules: this.#rules, now: at });
  }

  /** May a lead be called at a moment to come, at any of its numbers; else when the first of them opens. */
  moment(callee: Callee, at: number): CallMoment {
    const verdicts = callee.phones.map((phone) => this.verdict(phone, callee, at));
    if (verdicts.length === 0 || verdicts.some(({ may }) => may)) return { at, may: true, why: '', opensAt: at };
    const [soonest] = verdicts.sort((a, b) => (a.opensAt ?? Infinity) - (b.opensAt ?? Infinity));
    return { at, may: false, why: because(soonest?.why ?? ''), opensAt: soonest?.opensAt ?? null };
  }
}

/** The reason alone: when it opens is told beside it, and a “tomorrow” is not today’s. */
const because = (why: string): string => why.replace(/^.*?, because /, '');

/** Registers the commands on when people may be called. */
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
