import { z } from 'zod';
import { callTimeCommands } from './call-times.ts';
import { connectionCommands } from './connections.ts';
import { deliveryCommands } from './delivery.ts';
import { deskCommands, shellCommands } from './desk.ts';
import { dataCommands } from './desk-data.ts';
import { importCommands } from './dial-imports.ts';
import { doNotCallCommands } from './do-not-call.ts';
import { templateCommands } from './import-templates.ts';
import { jobCommands } from './jobs.ts';
import { leadListCommands } from './lead-list.ts';
import { leadOutCommands } from './lead-out.ts';
import { leadWorkCommands } from './lead-work.ts';
import { leadexecCommands } from './leadexec.ts';
import { batchCommands } from './leadexec-batches.ts';
import { callsCommands } from './leadexec-calls.ts';
import { moneyCommands } from './leadexec-money.ts';
import { recordsCommands } from './leadexec-records.ts';
import { whatIfCommands } from './leadexec-what-if.ts';
import { leadCommands } from './leads.ts';
import { offerCommands } from './offers.ts';
import { postingCommands } from './posting.ts';
import { practiceCommands } from './practice.ts';
import { readBackCommands } from './read-back.ts';
import { sourceCommands } from './sources.ts';
import { unlockCommands } from './unlock.ts';
import { updateCommands } from './updates.ts';

/** Every command that the core executes. */
export const coreCommands = {
  ...connectionCommands,
  ...importCommands,
  ...templateCommands,
  ...readBackCommands,
  ...jobCommands,
  ...doNotCallCommands,
  ...deskCommands,
  ...postingCommands,
  ...practiceCommands,
  ...dataCommands,
  ...sourceCommands,
  ...leadListCommands,
  ...leadCommands,
  ...leadWorkCommands,
  ...leadOutCommands,
  ...callTimeCommands,
  ...unlockCommands,
  ...offerCommands,
  ...deliveryCommands,
  ...leadexecCommands,
  ...recordsCommands,
  ...callsCommands,
  ...batchCommands,
  ...whatIfCommands,
  ...moneyCommands,
  ...updateCommands,
};

/** Every command of the bridge. */
export const commands = { ...coreCommands, ...shellCommands };

export type CoreCommandName = keyof typeof coreCommands;
export type CommandName = keyof typeof commands;
/** A caller's input; members with defaults may be missing. */
export type CommandInput<N extends CommandName> = z.input<(typeof commands)[N]['input']>;
/** A handler's input, with defaults filled in. */
export type CommandArguments<N extends CommandName> = z.output<(typeof commands)[N]['input']>;
export type CommandOutput<N extends CommandName> = z.output<(typeof commands)[N]['output']>;

/** Something changed and should be requested again. Events have no state, so the next one makes up for a lost one. */
export const deskEvent = z.object({
  topic: z.enum([
    'connections',
    'imports',
    'jobs',
    'dnc',
    'desk',
    'preferences',
    'leads',
    'views',
    'sources',
    'callbacks',
    'offers',
    'account',
  ]),
});
export type DeskEvent = z.infer<typeof deskEvent>;

/** The bridge as pages and shells use it. */
export interface Bridge {
  call<N extends CommandName>(command: N, input: CommandInput<N>): Promise<CommandOutput<N>>;
  /**
   * Listens to changes until the returned function is called. `null` means that events may have been missed, and everything should be
   * requested again.
   */
  on(listener: (event: DeskEvent | null) => void): () => void;
}

/** Whether a text names a command of the bridge. */
export function isCommand(name: string): name is CommandName {
  return Object.hasOwn(commands, name);
}

export * from './call-times.ts';
export * from './connection-test.ts';
export * from './connections.ts';
export * from './csv-format.ts';
export * from './delivery.ts';
export * from './desk.ts';
export * from './desk-data.ts';
export * from './dial-imports.ts';
export * from './dial-settings.ts';
export * from './dialer-choices.ts';
export * from './dialer-functions.ts';
export * from './do-not-call.ts';
export * from './errors.ts';
export * from './import-templates.ts';
export * from './issues.ts';
export * from './job-filter.ts';
export * from './job-states.ts';
export * from './jobs.ts';
export * from './lead-filter.ts';
export * from './lead-list.ts';
export * from './lead-out.ts';
export * from './lead-work.ts';
export * from './leadexec.ts';
export * from './leadexec-batches.ts';
export * from './leadexec-calls.ts';
export * from './leadexec-money.ts';
export * from './leadexec-records.ts';
export * from './leadexec-what-if.ts';
export * from './leads.ts';
export * from './mapping.ts';
export * from './offers.ts';
export * from './paths.ts';
export * from './post-filter.ts';
export * from './post-input.ts';
export * from './posting.ts';
export * from './practice.ts';
export * from './read-back.ts';
export * from './receivers.ts';
export * from './removed.ts';
export * from './sources.ts';
export * from './unlock.ts';
export * from './updates.ts';
export * from './work-progress.ts';
