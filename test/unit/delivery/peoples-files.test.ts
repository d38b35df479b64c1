import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { deliveryDesk } from '../../support/delivery-desk.ts';

const FILES = new URL('../../cases/files/', import.meta.url).pathname;

/** What a reading of a file gives, or why it can't be read. */
const read = (reading: Promise<{ rows: number; columns: readonly string[] }>): Promise<unknown> =>
  reading.catch((error: unknown) => (error instanceof Error ? error.message.replace(/^[\w.]+: /, '') : error));

test('files as people have them are read for a post as they are for a dial list', async () => {
  const { call, connectionId } = await deliveryDesk();
  const compared: Record<string, { list: unknown; post: unknown }> = {};
  for (const name of readdirSync(FILES)) {
    const path = join(FILES, name);
    const list = await read(
      call('imports.open', { path }).then(({ inspection }) => ({
        rows: inspection.estimatedRows,
        columns: [...inspection.columns],
      })),
    );
    const post = await read(
      call('delivery.post', { connectionId, path, dryRun: true, sendAnyway: ['duplicate-in-file'] }).then(
        ({ check }) => ({ rows: check.rows, columns: check.columns.map(({ header }) => header) }),
      ),
    );
    compared[name] = { list, post };
  }
  expect(Object.keys(compared).length).toBeGreaterThan(25);
  for (const [name, { list, post }] of Object.entries(compared)) expect({ [name]: post }).toEqual({ [name]: list });
});
