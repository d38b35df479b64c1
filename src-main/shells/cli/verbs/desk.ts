import { resolve as resolvePath } from 'node:path';
import type { Backup, DamageReport, Replaced } from '../../../../src-preload/contract/index.ts';
import { attach, type Desk } from '../attach.ts';
import { checkInWords } from '../check-words.ts';
import { readSecret } from '../secret.ts';
import { EXIT, type ExitCode, text, UsageError, type Verb, type VerbContext } from '../verb.ts';

const count = (n: number) => n.toLocaleString('en-US');

/** The desk's data: checks, backups, and what to do when it is damaged. */
export const desk: Verb = {
  group: 'The desk',
  usage: 'desk check | backups | backup | restore [NAME|--from FILE] | salvage | new',
  what: 'Checks the data, lists or makes backups, restores one (the newest unless named), or salvages damaged data into a new desk. Replaced data is kept.',
  options: {
    from: { type: 'string', value: 'FILE', about: 'Restore this backup file.' },
    passphrase: {
      type: 'boolean',
      about: 'The backup is encrypted: read its passphrase from stdin or TRUNKLINE_BACKUP_PASSPHRASE.',
    },
  },
  examples: ['desk check', 'desk backup', 'desk restore --from desk.bak'],
  exits: { 3: 'damage was found, or data was replaced and all connections are paused' },
  async run(context) {
    const [what, name] = context.words;
    const run = what === undefined ? undefined : ACTIONS[what];
    if (!run) throw new UsageError(`Usage: trunkline ${desk.usage}`);
    const open = await attach(context.dataDir, false);
    try {
      return await run(open, context, name);
    } finally {
      await open.close();
    }
  },
};

const ACTIONS: Readonly<Record<string, (desk: Desk, context: VerbContext, name?: string) => Promise<ExitCode>>> = {
  async check(desk, context) {
    const damage = await desk.call('desk.damage', {});
    if (damage !== null) {
      if (context.json) context.out(JSON.stringify({ damage }));
      else for (const line of damageInWords(damage)) context.out(line);
      return EXIT.attention;
    }
    const check = await desk.call('desk.check', {});
    context.out(
      context.json
        ? JSON.stringify({ damage: null, check })
        : `${checkInWords(check)} (${(check.ms / 1000).toFixed(1)} s).`,
    );
    return check.result === 'sound' ? EXIT.ok : EXIT.attention;
  },
  async backups(desk, context) {
    const { backups } = await desk.call('desk.data', {});
    if (context.json) context.out(JSON.stringify(backups));
    else for (const one of backups) context.out(backupInWords(one));
    if (!context.json && backups.length === 0) context.out('No backups yet.');
    return EXIT.ok;
  },
  async backup(desk, context) {
    const made = await desk.call('desk.backUpNow', {});
    context.out(context.json ? JSON.stringify(made) : backupInWords(made));
    return EXIT.ok;
  },
  async restore(desk, context, name) {
    const from = text(context, 'from');
    if (from !== undefined && name !== undefined)
      throw new UsageError('Choose a backup or a file with --from, not both.');
    const secret = context.options.passphrase === true ? { passphrase: await passphrase() } : {};
    if (from !== undefined)
      return printReplaced(await desk.call('desk.restoreFile', { path: resolvePath(from), ...secret }), context);
    const { backups } = await desk.call('desk.data', {});
    const newest = name ?? backups.find(({ checked }) => checked)?.name;
    if (newest === undefined) throw new UsageError('There is no checked backup. Choose a file with --from FILE.');
    return printReplaced(await desk.call('desk.restore', { name: newest, ...secret }), context);
  },
  salvage: async (desk, context) => printReplaced(await desk.call('desk.salvage', {}), context),
  new: async (desk, context) => printReplaced(await desk.call('desk.startEmpty', {}), context),
};

/** @throws UsageError if none is given */
async function passphrase(): Promise<string> {
  const given = await readSecret('TRUNKLINE_BACKUP_PASSPHRASE');
  if (given === null) throw new UsageError('Pass the passphrase on stdin or in TRUNKLINE_BACKUP_PASSPHRASE.');
  return given;
}

function printReplaced(done: Replaced, context: VerbContext): ExitCode {
  const kept = done.keptAt === null ? [] : [`The data that was replaced is kept in ${done.keptAt}.`];
  if (context.json) context.out(JSON.stringify(done));
  else for (const line of [...done.words, ...kept]) context.out(line);
  return EXIT.attention;
}

function damageInWords(damage: DamageReport): string[] {
  const lines = [damage.what, ...damage.details];
  if (damage.tables.length > 0) lines.push('', 'What can be read:');
  for (const { words, rows, missing, damaged } of damage.tables) {
    const lost = damaged ? (missing > 0 ? `, about ${count(missing)} can’t be read` : ', some can’t be read') : '';
    lines.push(`  ${count(rows)} ${words}${lost}`);
  }
  lines.push('', damage.backups.length === 0 ? 'There is no backup.' : 'Backups:');
  for (const one of damage.backups) lines.push(`  ${backupInWords(one)}`);
  lines.push('', 'Nothing was changed. What you can do:');
  if (damage.backups.length > 0)
    lines.push('  trunkline desk restore [NAME]   restores a backup (the newest checked one, unless named)');
  if (damage.salvageable) lines.push('  trunkline desk salvage          makes a new desk from what can be read');
  lines.push('  trunkline desk new              starts an empty desk');
  lines.push('In each case the damaged data is kept, and every connection is paused.');
  return lines;
}

function backupInWords({ name, at, kind, checked, encrypted, counts }: Backup): string {
  const KINDS = { daily: 'daily', 'by-hand': 'by hand', 'before-update': 'before an update' };
  const rows = counts
    .filter(({ rows }) => rows > 0)
    .map(({ words, rows }) => `${count(rows)} ${words}`)
    .join(', ');
  const traits = [KINDS[kind], checked ? 'checked' : 'not checked', ...(encrypted ? ['encrypted'] : [])].join(', ');
  return `${name}  ${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC  ${traits}${rows === '' ? '' : `  ${rows}`}`;
}
