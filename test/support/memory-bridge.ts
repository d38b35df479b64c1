import {
  CommandError,
  type CommandInput,
  type CommandName,
  type CommandOutput,
  commands,
  type DeskEvent,
} from '../../src-preload/contract/index.ts';
import type { PageBridge } from '../../src-renderer/bridge/index.ts';

type Answers = { [N in CommandName]?: (input: CommandInput<N>) => CommandOutput<N> | Promise<CommandOutput<N>> };

export interface MemoryBridge extends PageBridge {
  /** The requests, in order. */
  readonly asked: { readonly command: CommandName; readonly input: unknown }[];
  emit(event: DeskEvent | null): void;
}

/** The page's bridge in memory. Inputs and outputs are parsed as on a real one, and a command without an answer is refused. */
export function memoryBridge(answers: Answers): MemoryBridge {
  const listeners = new Set<(event: DeskEvent | null) => void>();
  const asked: MemoryBridge['asked'] = [];
  return {
    asked,
    emit: (event) => {
      for (const listener of listeners) listener(event);
    },
    on: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    take: async () => null,
    call: async (command, input) => {
      const parsed: unknown = commands[command].input.parse(input);
      asked.push({ command, input: parsed });
      const answer = answers[command];
      if (answer === undefined) throw new CommandError('not-found', `This test has no answer to ${command}.`);
      return commands[command].output.parse(await answer(input)) as CommandOutput<typeof command>;
    },
  };
}
