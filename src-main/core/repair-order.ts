import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { writeWhole } from '../db/damage/kept-schema.ts';

/** Under which name the vault of secrets keeps the key of encrypted backups. */
export const BACKUP_KEY = 'backup-key';

const orderFile = (dataDir: string): string => join(dataDir, 'repair-at-start');

/** Notes that the data is to be made again at the next start: a check has found damage that a repair heals. */
export const orderRepair = (dataDir: string): void => writeWhole(orderFile(dataDir), '');

/** Whether a repair is due; it is tried once. */
export function takeRepairOrder(dataDir: string): boolean {
  if (!existsSync(orderFile(dataDir))) return false;
  rmSync(orderFile(dataDir), { force: true });
  return true;
}
