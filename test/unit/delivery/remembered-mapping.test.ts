import { describe, expect, test } from 'vitest';
import { deliveryDesk, sampleCsv, sampleLead } from '../../support/delivery-desk.ts';

const HEADERS = Object.keys(sampleLead(0));
const columnsOf = (headers: readonly string[]) => headers.map((header) => ({ header, leadField: null }));

describe('how columns were mapped is remembered with the campaign', () => {
  test('of the inbox and of files apart', async () => {
    const desk = await deliveryDesk();
    const { connectionId } = desk;
    const suggest = (columns: { header: string; leadField: null }[] | null) =>
      desk.call('delivery.suggest', { connectionId, columns });
    expect(await suggest(null)).toMatchObject({ remembered: false });
    const fields = { firstName: 'Ann', lastName: 'Smith', phone: '7025550001', state: 'CA', zip: '90210' };
    const { id } = await desk.call('leads.add', { fields: { ...fields, email: 'ann@example.com' } });
    const { columns } = await suggest(null);
    const map = columns.map(({ header, field }) => ({ header, field: header === 'City' ? 'Town' : (field ?? '') }));
    await desk.post({ which: { ids: [id] }, map });
    const again = await suggest(null);
    expect(again.remembered).toBe(true);
    expect(again.columns.find(({ header }) => header === 'City')).toEqual({ header: 'City', field: 'Town' });
    expect(await suggest(columnsOf(HEADERS))).toMatchObject({ remembered: false });

    await desk.post({
      path: desk.write('leads.csv', sampleCsv(1, 5)),
      map: HEADERS.map((header) => ({ header, field: header === 'Zip' ? 'Postal' : header })),
    });
    const file = await suggest(columnsOf(HEADERS));
    expect(file.columns.at(-1)).toEqual({ header: 'Zip', field: 'Postal' });
    expect((await suggest(null)).columns.find(({ header }) => header === 'City')?.field).toBe('Town');
  });

  test('also of columns that only their place tells apart', async () => {
    const desk = await deliveryDesk();
    const { connectionId } = desk;
    const headers = [...HEADERS, 'Note', 'Note'];
    const csv = `${headers.join(',')}\n${[...Object.values(sampleLead(1)), 'a', 'b'].join(',')}\n`;
    const named = HEADERS.map((header) => ({ header, field: header }));
    await desk.post({
      path: desk.write('leads.csv', csv),
      map: [...named, { header: '#7', field: 'Comment' }, { header: '#8', field: '' }],
    });
    const suggest = (all: readonly string[]) =>
      desk.call('delivery.suggest', { connectionId, columns: columnsOf(all) });
    const same = await suggest(headers);
    expect(same.remembered).toBe(true);
    expect(same.columns.slice(6)).toMatchObject([{ field: 'Comment' }, { field: null }]);
    expect(await suggest([...HEADERS, 'Source', 'Note'])).toMatchObject({ remembered: false });
  });
});
