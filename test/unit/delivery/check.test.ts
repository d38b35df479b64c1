import { describe, expect, test } from 'vitest';
import { deliveryDesk, sampleCsv } from '../../support/delivery-desk.ts';
import { until } from '../../support/fault-until.ts';

describe('a check of leads on its own thread', () => {
  test('says how far it is, can be canceled, and then nothing is kept or posted', async () => {
    const desk = await deliveryDesk({ threaded: true });
    const { connectionId, call } = desk;
    const path = desk.write('leads.csv', sampleCsv(60_000));
    const posting = call('delivery.post', { connectionId, path, checkId: 'one' });
    const ended = expect(posting).rejects.toThrow('Canceled: nothing was posted');
    const seen = await until(async () => {
      const progress = await call('delivery.checkProgress', { checkId: 'one' });
      return progress !== null && progress.rows > 0 ? progress : null;
    }, 'it tells how far it is');
    expect(seen.share).toBeGreaterThan(0);
    expect(seen.share).toBeLessThanOrEqual(1);
    await expect(call('delivery.post', { connectionId, path, checkId: 'one' })).rejects.toThrow('checked already');
    expect(await call('delivery.cancelCheck', { checkId: 'one' })).toEqual({ canceled: true });
    await ended;
    expect(await call('delivery.checkProgress', { checkId: 'one' })).toBeNull();
    expect(await call('delivery.cancelCheck', { checkId: 'one' })).toEqual({ canceled: false });
    expect(await call('delivery.batches', {})).toEqual([]);
    expect(desk.vendor.admin.entries()).toBe(0);
  });

  test('gives up an expression that takes too long, says so, and checks everything else', async () => {
    const desk = await deliveryDesk({ threaded: true });
    const { connectionId, call } = desk;
    await call('delivery.setFields', {
      connectionId,
      fields: [
        { name: 'FirstName', required: true, validation: '^(a+)+$' },
        { name: 'State', values: ['CA'] },
      ],
    });
    const slow = `${'a'.repeat(60)}!`;
    const path = desk.write('leads.csv', `FirstName,State\naaa,CA\nbbb,CA\n${slow},CA\nccc,TX\n,CA\n`);
    const { check } = await call('delivery.post', { connectionId, path, dryRun: true });
    expect(check.problems).toMatchObject([{ field: 'FirstName', problem: 'too-slow', expression: '^(a+)+$' }]);
    expect(check.rows).toBe(5);
    expect(check.reasons.map(({ code, field }) => [code, field])).toEqual(
      expect.arrayContaining([
        ['not-in-values', 'State'],
        ['required', 'FirstName'],
      ]),
    );
  });

  test('hands leads of the inbox over in portions, and their rows are numbered through', async () => {
    const desk = await deliveryDesk({ threaded: true });
    const { connectionId, call } = desk;
    const count = 5_200;
    const path = desk.write('inbox.csv', sampleCsv(count));
    const columns = ['firstName', 'lastName', 'email', 'phone', 'state', 'zip'];
    expect(await call('leads.importFile', { path, columns })).toMatchObject({ added: count });
    const { check } = await call('delivery.post', {
      ...{ connectionId, dryRun: true },
      which: { filter: {} },
    });
    expect(check).toMatchObject({ rows: count, toPost: count, leftOut: 0 });
  });
});
