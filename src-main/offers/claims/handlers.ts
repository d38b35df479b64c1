import type { Handlers } from '../../commands/handlers.ts';
import { claim } from './claim.ts';
import type { FirstTouch } from './first-touch.ts';
import type { Follow } from './follow.ts';
import { handBack, handOver } from './hand.ts';
import { submit, submitPreview } from './submit.ts';
import { type ToDialerPorts, toDialer } from './to-dialer.ts';

export interface ClaimModulePorts extends ToDialerPorts {
  readonly follow: Follow;
  readonly firstTouch: FirstTouch;
  /** How many offers of a lead the vendor has now; null if it could not be asked. Never rejects. */
  readonly countOffers: (connectionId: number, externalId: string) => Promise<number | null>;
}

/** Registers the commands for claiming and for claimed leads. */
export function registerClaims(handlers: Handlers, ports: ClaimModulePorts): void {
  const { follow, wake, changed } = ports;
  const done = <T>(value: T): T => {
    follow.now();
    return value;
  };
  handlers.on('offers.claim', (input) => {
    const { actId, ...result } = claim(ports, input);
    if (actId === null) return result;
    follow.begin(actId);
    wake();
    changed('leads');
    return result;
  });
  handlers.on('offers.handBack', (input) => done(handBack(ports, input)));
  handlers.on('offers.handOver', (input) => done(handOver(ports, input)));
  handlers.on('offers.toDialer', (input) => toDialer(ports, input));
  handlers.on('offers.submitPreview', (input) => submitPreview(ports, input));
  handlers.on('offers.submit', async (input) => {
    const before = await ports.countOffers(input.connectionId, input.externalId);
    const submitted = submit(ports, input, before);
    follow.begin(submitted.actId);
    wake();
    for (const topic of ['offers', 'jobs', 'leads'] as const) changed(topic);
    return submitted;
  });
  handlers.on('offers.alerts', () => ports.firstTouch.alerts());
}
