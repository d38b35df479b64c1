import { type CommandArguments, CommandError, type CommandOutput } from '../../../../src-preload/contract/index.ts';
import type { Store } from '../../../db/store.ts';
import { postNosOf } from '../../../delivery/forget.ts';
import { postedLead } from '../../../delivery/rows/posted-leads.ts';
import type { Erased, Erasure } from '../../../leads/hooks.ts';
import { forgetScannerLogs, keepScannerLog, scannerLogOf } from '../scanner-log-rows.ts';
import { alignLog, type LogLine } from './align-log.ts';

export interface ScannerLogPorts {
  readonly store: Store;
  readonly now: () => number;
  /** Asks an account for the log of how it scanned for a lead. @throws CommandError */
  readonly readLog: (connectionId: number, leadUid: number) => Promise<readonly LogLine[]>;
}

type Input = CommandArguments<'leadexec.scannerLog'>;

/** LeadExec's own log of a posted lead beside its explanation: what was read last, or read now if `ask` is set. */
export async function scannerLog(
  { store, now, readLog }: ScannerLogPorts,
  { connectionId, postNo, ask }: Input,
  explain: () => Promise<CommandOutput<'leadexec.explain'>>,
): Promise<CommandOutput<'leadexec.scannerLog'>> {
  if (!ask && scannerLogOf(store, connectionId, postNo) === null) return null;
  const { accounts, leadId } = await explain();
  if (ask) {
    if (leadId === null || !/^\d{1,15}$/.test(leadId)) {
      throw new CommandError('conflict', 'LeadExec gave no id for this lead, so its log can’t be read.', 'postNo');
    }
    const lines = await readLog(connectionId, Number(leadId));
    // If the person was erased in the meantime, their log is not kept.
    if (postedLead(store, postNo)?.leadId !== leadId) return null;
    keepScannerLog(store, connectionId, postNo, { readAt: now(), lines: [...lines] });
  }
  const kept = scannerLogOf(store, connectionId, postNo);
  return kept === null ? null : { readAt: kept.readAt, ...alignLog(accounts, kept.lines) };
}

/** The logs of a person's posted leads are deleted with the person's data. */
export function findScannerLogsOf(store: Store, person: Erased): Erasure {
  const found = postNosOf(store, person);
  // The person may have been posted again while the rest was searched; what is erased already is no longer found.
  return { held: {}, erase: () => forgetScannerLogs(store, [...found, ...postNosOf(store, person)]) };
}
