import { expect, test } from 'vitest';
import { deliveryDesk, sampleLead } from '../../support/delivery-desk.ts';

test('a lead whose price is not in the answer is not counted as sold for nothing', async () => {
  const desk = await deliveryDesk();
  await desk.post({ leads: [sampleLead(1), sampleLead(2)] });
  const job = (await desk.post({ kind: 'autoredirect', leads: [sampleLead(3)] })).at(-1);
  expect(job).toMatchObject({ kind: 'autoredirect', state: 'delivered', price: null });
  const batches = await desk.call('delivery.batches', { limit: 2 });
  expect(batches).toMatchObject([
    { revenue: 0, unpriced: 1 },
    { revenue: 50, unpriced: 0 },
  ]);
  expect(await desk.call('delivery.revenue', { by: 'file' })).toMatchObject([
    { posts: 1, delivered: 1, revenue: 0, unpriced: 1 },
    { posts: 2, delivered: 2, revenue: 50, unpriced: 0 },
  ]);
  expect(await desk.call('delivery.revenue', { by: 'day' })).toMatchObject([
    { posts: 3, delivered: 3, revenue: 50, unpriced: 1 },
  ]);
});
