import { getReceiver } from '../connections/connections.ts';
import { readSecrets } from '../connections/receiver-secrets.ts';
import type { Store } from '../db/store.ts';
import type { Asked } from '../vendors/leadreceiver/asked.ts';
import type { ReceiverAccess } from '../vendors/leadreceiver/request-types.ts';
import { cutSecretRemover, secretRemover } from '../vendors/leadreceiver/secrets.ts';

/** A receiver as requests to it need it. */
export interface Access extends ReceiverAccess {
  readonly name: string;
  readonly timeoutMs: number;
  readonly body: 'form' | 'xml' | 'json';
  readonly answer: 'json' | 'xml';
  /** Called with the details of an async post; empty for none. */
  readonly returnUrl: string;
  readonly duplicateCheck: boolean;
  readonly returnDays: number;
  /** Takes its secrets out of a text, and what is left of one where the text was cut. */
  readonly redact: (text: string) => string;
  /** What the readers of answers need to know of a call over it. */
  readonly asked: (call: Asked['call']) => Asked;
}

/** Makes the access of a receiver. @throws CommandError `not-found`, or `invalid-input` for another kind of connection */
export function accessTo(store: Store, connectionId: number, secretOf: (id: number) => string | null): Access {
  const { name, url, timeoutMs, receiver } = getReceiver(store, connectionId);
  const secrets = readSecrets(secretOf(connectionId));
  const both = [secrets.password, secrets.token];
  const [clean, cleanCut] = [secretRemover(both), cutSecretRemover(both)];
  const asked = (call: Asked['call']): Asked => ({ call, url, clean, cleanCut });
  const redact = (text: string): string => cleanCut(clean(text));
  return { ...receiver, ...secrets, name, url, timeoutMs, redact, asked };
}

/** Takes the secrets of a connection out of texts, and what is left of one where a text was cut; also where the connection is gone. */
export function redactorOf(secretOf: (id: number) => string | null, connectionId: number): (text: string) => string {
  const { password, token } = readSecrets(secretOf(connectionId));
  const [clean, cleanCut] = [secretRemover([password, token]), cutSecretRemover([password, token])];
  return (text) => cleanCut(clean(text));
}
