import { CommandError } from '../../src-preload/contract/index.ts';
import { clientScannerLogs } from '../vendors/leadexec/calls/scanning.ts';
import type { LeadUID } from '../vendors/leadexec/ids.ts';
import type { Accounts } from './accounts.ts';
import type { LogLine } from './what-if/run/align-log.ts';

/**
 * Reads the log of how an account scanned for a lead ("Client Scanner Logs"), in the order of the answer.
 *
 * @throws CommandError `conflict` if the login is refused, `unavailable` if the account can't be reached, `failed` for any other answer
 */
export async function readScannerLog(accounts: Accounts, connectionId: number, leadUid: number): Promise<LogLine[]> {
  const answer = await clientScannerLogs(accounts.client(connectionId), { LeadUID: leadUid as LeadUID });
  if (answer.kind === 'refused') {
    const code = answer.why === 'login' ? 'conflict' : answer.why === 'network' ? 'unavailable' : 'failed';
    throw new CommandError(code, `LeadExec’s log could not be read: ${answer.sentence}`);
  }
  if (answer.kind === 'declined') throw new CommandError('failed', `LeadExec’s log could not be read: ${answer.words}`);
  return answer.value.flatMap(({ ScanDate, Log }) =>
    Log === null || Log === undefined
      ? []
      : Log.split(/\r?\n/).flatMap((text) => (text.trim() === '' ? [] : { at: ScanDate ?? '', text: text.trim() })),
  );
}
