import { randomUUID } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type CommandArguments, CommandError, type CommandOutput } from '../../src-preload/contract/index.ts';
import { suggestMapping } from '../dialing/check-row/index.ts';
import { csvRow } from '../dialing/csv-out.ts';
import { getImport } from '../dialing/import-table.ts';
import { configure, openFile } from '../dialing/imports.ts';
import { type LineSink, writeFileWhole } from '../dialing/line-sink.ts';
import type { LeadSet } from '../lead-index/index.ts';
import { yieldToEventLoop } from '../platform/yielding.ts';
import type { OutPorts } from './export.ts';
import { personOf, stateCode } from './person.ts';
import { recordsOf } from './rows/records.ts';
import { chosenLeads, portions } from './selection.ts';

/** The dialer's own names ("Load Lead"), so that each column is mapped to its field. */
const HEADER = [
  'phone_number',
  'first_name',
  'last_name',
  'address1',
  'address2',
  'city',
  'state',
  'postal_code',
  'email',
  'alt_phone',
  'vendor_lead_code',
];

/** A phone as written to a file: with a plus before a foreign country code, which would be lost otherwise. */
const written = (phone: string | undefined): string =>
  phone === undefined ? '' : /^[2-9]\d{7,}$/.test(phone) && phone.length > 10 ? `+${phone}` : phone;

/**
 * Makes a dial list from leads: a file with the dialer's own column names in the upload folder, opened as a draft, so that it gets exactly
 * the checks of a file. `vendor_lead_code` is the lead's id.
 * @throws CommandError `conflict` if no leads are selected
 */
export async function toDialList(
  ports: OutPorts & { readonly uploadsDir: string },
  { which, name }: CommandArguments<'leads.toDialList'>,
): Promise<CommandOutput<'leads.toDialList'> & { leads: LeadSet; name: string }> {
  const { store, now, uploadsDir } = ports;
  const leads = await chosenLeads(ports, which);
  await mkdir(uploadsDir, { recursive: true, mode: 0o700 });
  const path = join(uploadsDir, `leads-${randomUUID()}.csv`);
  const fill = async (sink: LineSink) => {
    sink.write(csvRow(HEADER));
    let count = 0;
    for (const ids of portions(leads)) {
      for (const id of ids) {
        const records = recordsOf(store, id);
        if (records.length === 0) continue;
        const { fields, phones } = personOf(records);
        const { firstName, lastName, address, address2, city, state, zip, email } = fields;
        const place = [address, address2, city, stateCode(state), zip, email];
        sink.write(csvRow([written(phones[0]), firstName, lastName, ...place, written(phones[1]), String(id)]));
        count++;
      }
      await sink.drained();
      await yieldToEventLoop();
    }
    return count;
  };
  const { rows } = await writeFileWhole(path, fill, { whose: 'own' });
  try {
    if (rows === 0) throw new CommandError('conflict', 'No leads match, so no dial list was created.');
    const title = name === '' ? `${rows} ${rows === 1 ? 'lead' : 'leads'}` : name;
    const importId = await openFile(store, path, title, now());
    const { columns, samples } = getImport(store, importId).inspection;
    configure(store, { id: importId, mapping: suggestMapping(columns, samples).mapping }, now());
    return { importId, rows, leads, name: title };
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  }
}
