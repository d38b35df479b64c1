import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { writeWhole } from '../files/write-whole.ts';

/** The name under which the vault stores the key of encrypted backups. */
export const BACKUP_KEY = 'backup-key';

const orderFile = (dataDir: string): string => join(dataDir, 'repair-at-start');

/** Schedules a repair for the next start, because a check has found damage that a repair can fix. */
export const orderRepair = (dataDir: string): void => writeWhole(orderFile(dataDir), '');

/** Whether a repair is scheduled. The schedule is deleted, so that the repair is tried once. */
export function takeRepairOrder(dataDir: string): boolean {
  if (!existsSync(orderFile(dataDir))) return false;
  rmSync(orderFile(dataDir), { force: true });
  return true;
}
