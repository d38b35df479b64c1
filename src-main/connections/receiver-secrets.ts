import { type ReceiverSecrets, receiverSecrets } from '../../src-preload/contract/index.ts';

/** The two secrets of a receiver as the one text that the secret store keeps for a connection. */
export const writeSecrets = ({ password, token }: ReceiverSecrets): string => JSON.stringify({ password, token });

/** The secrets of a receiver, of the text that the secret store keeps. What is no such text is its password alone. */
export function readSecrets(kept: string | null): ReceiverSecrets {
  if (kept === null) return { password: '', token: '' };
  try {
    const read = receiverSecrets.safeParse(JSON.parse(kept));
    if (read.success) return read.data;
  } catch {
    // A password that was lent as it is, such as the practice vendors'.
  }
  return { password: kept, token: '' };
}
