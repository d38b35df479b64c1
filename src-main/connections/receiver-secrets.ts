import { type ReceiverSecrets, receiverSecrets } from '../../src-preload/contract/index.ts';

/** The two secrets of a receiver as the one text that the secret store keeps for a connection. */
export const writeSecrets = ({ password, token }: ReceiverSecrets): string => JSON.stringify({ password, token });

/** Parses a receiver's secrets from the text in the secret store. A text in another format is just its password. */
export function readSecrets(kept: string | null): ReceiverSecrets {
  if (kept === null) return { password: '', token: '' };
  try {
    const read = receiverSecrets.safeParse(JSON.parse(kept));
    if (read.success) return read.data;
  } catch {
    // The text is a plain password, such as those of the practice vendors.
  }
  return { password: kept, token: '' };
}
