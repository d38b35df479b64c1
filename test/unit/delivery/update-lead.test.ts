import { describe, expect, test } from 'vitest';
import { receiverField } from '../../../src-preload/contract/index.ts';
import { deliveryDesk, sampleLead } from '../../support/delivery-desk.ts';

const field = (name: string, rules: object) => receiverField.parse({ name, ...rules });

async function deskWithLead() {
  const desk = await deliveryDesk();
  const { connectionId } = desk;
  const fields = [
    field('FirstName', { required: true }),
    field('Email', { type: 'email' }),
    field('City', { invalidChars: '\\d' }),
    field('State', { values: ['CA', 'NV'] }),
  ];
  await desk.call('delivery.setFields', { connectionId, fields });
  const [job] = await desk.post({ leads: [sampleLead(1)] });
  const leadId = job?.leadId ?? '';
  const update = (set: Record<string, string>, more: object = {}) =>
    desk.call('delivery.update', { connectionId, leadId, set, ...more });
  const updates = () => desk.vendor.admin.ledger().filter(({ kind }) => kind === 'update');
  return { desk, job, leadId, update, updates };
}

describe('an update of a lead', () => {
  test('is checked like a lead that is posted, in the fields that change', async () => {
    const { desk, update, updates } = await deskWithLead();
    await expect(update({ Email: 'nobody', State: 'TX' })).rejects.toThrow(
      'Email must be of the type email: “nobody”. State has a value that isn’t allowed: “TX”.',
    );
    await expect(update({ FirstName: '' })).rejects.toThrow('FirstName is required and can’t be emptied.');
    expect(updates()).toEqual([]);
    await update({ city: 'Reno5', State: 'nv' });
    await desk.settled();
    expect(updates()[0]?.fields).toMatchObject({ city: 'Reno', State: 'NV' });
    await update({ State: 'TX' }, { sendAnyway: ['not-in-values'] });
    await desk.settled();
    expect(updates()[1]?.fields).toMatchObject({ State: 'TX' });
  });

  test('stands with the post of its lead, and is of the same person', async () => {
    const { desk, job, update } = await deskWithLead();
    await update({ City: 'Reno' });
    const [, updated] = await desk.settled();
    expect(updated).toMatchObject({ kind: 'update', phone: job?.phone });
    const timeline = await desk.call('delivery.timeline', { jobId: job?.id ?? 0 });
    expect(timeline.updates).toEqual([updated?.id]);
  });

  test('of somebody on the do-not-call list is sent only where the operator says so', async () => {
    const { desk, update, updates } = await deskWithLead();
    await desk.call('dnc.add', { phones: ['7025550001'] });
    await expect(update({ City: 'Reno' })).rejects.toThrow('on your do-not-call list');
    await desk.settled();
    expect(updates()).toEqual([]);
    await update({ City: 'Elko' }, { processDelivery: true, sendAnyway: ['do-not-call'] });
    await desk.settled();
    expect(updates()).toHaveLength(1);
  });
});
