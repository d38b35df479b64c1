import { getReceiver } from '../connections/connections.ts';
import { readSecrets } from '../connections/receiver-secrets.ts';
import type { Store } from '../db/store.ts';
import type { Asked } from '../vendors/leadreceiver/asked.ts';
import type { ReceiverAccess } from '../vendors/leadreceiver/request-types.ts';
import { cutSecretRemover, redactorOf, secretRemover } from '../vendors/remove-secrets.ts';

/** A receiver with what requests to it need. */
export interface Access extends ReceiverAccess {
  readonly name: string;
  readonly timeoutMs: number;
  readonly body: 'form' | 'xml' | 'json';
  readonly answer: 'json' | 'xml';
  /** Called by the receiver with the details of an async post; empty if there is none. */
  readonly returnUrl: string;
  readonly duplicateCheck: boolean;
  readonly returnDays: number;
  /** Removes its secrets from a text, including the rest of a secret at a truncated end. */
  readonly redact: (text: string) => string;
  /** What parsing the answers to a kind of request needs. */
  readonly asked: (call: Asked['call']) => Asked;
}

/** Returns the access data of a receiver. @throws CommandError `not-found`, or `invalid-input` for another kind of connection */
export function accessTo(store: Store, connectionId: number, secretOf: (id: number) => string | null): Access {
  const { name, url, timeoutMs, receiver } = getReceiver(store, connectionId);
  const secrets = readSecrets(secretOf(connectionId));
  const both = [secrets.password, secrets.token];
  const [clean, cleanCut] = [secretRemover(both), cutSecretRemover(both)];
  const asked = (call: Asked['call']): Asked => ({ call, url, clean, cleanCut });
  return { ...receiver, ...secrets, name, url, timeoutMs, redact: redactorOf(both), asked };
}

/**
 * Returns a function that removes the secrets of a connection from texts, including the rest of a secret at a truncated end, even if the
 * connection no longer exists.
 */
export function redactorOfReceiver(
  secretOf: (id: number) => string | null,
  connectionId: number,
): (text: string) => string {
  const { password, token } = readSecrets(secretOf(connectionId));
  return redactorOf([password, token]);
}
