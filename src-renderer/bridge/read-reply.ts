import {
  CommandError,
  type CommandName,
  type CommandOutput,
  commands,
  reply,
} from '../../src-preload/contract/index.ts';

/** Parses what crossed the boundary: returns the command's output, or throws its error. */
export function readReply<N extends CommandName>(command: N, crossed: unknown): CommandOutput<N> {
  return commands[command].output.parse(replied(crossed)) as CommandOutput<N>;
}

/** Returns the unparsed content of a reply, or throws its error. */
export function replied(crossed: unknown): unknown {
  const answer = reply.safeParse(crossed);
  if (!answer.success) {
    throw new CommandError(
      'failed',
      'Trunkline sent an answer this page doesn’t understand. Reload the page; if that doesn’t help, restart Trunkline.',
    );
  }
  if (!answer.data.ok)
    throw new CommandError(answer.data.error.code, answer.data.error.message, answer.data.error.field);
  return answer.data.value;
}
