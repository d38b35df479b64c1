import { CommandError, type PostKind, type ReceiverOptions } from '../../src-preload/contract/index.ts';
import type { BatchOptions } from './rows/batches.ts';

/**
 * How posts of a kind are written according to the document: redirects have no JSON and are never queued; an order id is documented for
 * form posts only, and a ping needs its campaign. @throws CommandError `invalid-input` if what is requested is not possible for such a post
 */
export function waysOf(
  receiver: ReceiverOptions,
  asked: {
    readonly kind: PostKind;
    readonly reference: boolean;
    readonly noSell: boolean;
    readonly sendDelay: number | null;
    readonly pingFirst: boolean;
    readonly together: number;
  },
): Pick<BatchOptions, 'body' | 'async'> {
  const { kind, pingFirst, together } = asked;
  const redirects = kind === 'manualredirect' || kind === 'autoredirect';
  const async = receiver.async && !redirects;
  let { body } = receiver;
  if (pingFirst && (kind !== 'general' || receiver.async)) {
    throw new CommandError(
      'invalid-input',
      'An order from a ping can only be posted with a general lead that is not queued.',
      'pingFirst',
    );
  }
  if (pingFirst && receiver.aid === null) {
    throw new CommandError(
      'invalid-input',
      'A ping needs the campaign’s ID (AID), and this connection has none. Enter it for the connection, or post without a ping.',
      'pingFirst',
    );
  }
  if (pingFirst) body = 'form';
  else if (redirects && body === 'json') body = 'xml';
  const refuse = (what: string, needs: string, field: string): never => {
    const why = pingFirst
      ? 'a post after a ping is a form'
      : redirects
        ? `${kind} is posted as ${body}`
        : `this connection posts as ${body}`;
    throw new CommandError('invalid-input', `${what} can only be posted as ${needs}, and ${why}.`, field);
  };
  if (asked.reference && body === 'form') refuse('A reference', 'XML or JSON', 'reference');
  if (asked.noSell && body !== 'json') refuse('“Do not sell”', 'JSON', 'noSell');
  if (asked.sendDelay !== null && body !== 'json') refuse('A delay', 'JSON', 'sendDelay');
  if (together > 1 && body === 'form') refuse('Several leads together', 'XML or JSON', 'together');
  if (together > 1 && async) {
    throw new CommandError(
      'invalid-input',
      'Queued posts hold one lead each, because only one post ID is returned.',
      'together',
    );
  }
  return { body, async };
}
