import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { connect, load, startDesk, testDialer } from '../support/fault-desk.ts';

describe('what was asked for and no NOTICE confirms is named', () => {
  test('a dialer that lets the lead in and skips the hopper without a word', async () => {
    // As a server whose own log statement fails: the lead is in, nothing follows. Every second lead is put into the hopper.
    let lead = 0;
    const server = createServer((req, res) => {
      let body = '';
      req.setEncoding('utf8').on('data', (text: string) => {
        body += text;
      });
      req.once('end', () => {
        const phone = new URLSearchParams(body).get('phone_number') ?? '';
        lead++;
        const added = `SUCCESS: add_lead LEAD HAS BEEN ADDED - ${phone}|101|${lead}|-5|practice\n`;
        res.end(lead % 2 === 0 ? `${added}NOTICE: add_lead ADDED TO HOPPER - ${phone}|${lead}|7|practice\n` : added);
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    });
    const desk = await startDesk();
    const to = await connect(desk, { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
    const id = await load(desk, to, { rows: 40, settings: { add_to_hopper: 'Y' } });
    expect((await desk.rest()).counts).toMatchObject({ delivered: 40 });
    const lacking = (await desk.call('jobs.list', { filter: { importId: id, missing: 'hopper' } })).jobs;
    expect(lacking).toHaveLength(20);
    for (const job of lacking) {
      expect(job).toMatchObject({ state: 'delivered', missing: ['hopper'] });
      expect(job.reason).toMatch(/not in the hopper/);
      expect(Number(job.leadId) % 2).toBe(1);
    }
    expect((await desk.call('jobs.list', { filter: { importId: id, missing: 'any' } })).jobs).toHaveLength(20);
    expect(await desk.call('jobs.reasons', { filter: { importId: id } })).toEqual([
      { reason: lacking[0]?.reason, state: 'delivered', jobs: 20 },
    ]);
  });

  test('a callback that the dialer denies is named once, in the dialer’s own case', async () => {
    const dialer = await testDialer();
    const desk = await startDesk();
    const to = await connect(desk, { url: dialer.url });
    const settings = {
      add_to_hopper: 'Y',
      callback: 'Y',
      campaign_id: 'NOSUCH',
      callback_datetime: 'NOW',
    } as const;
    const id = await load(desk, to, { rows: 5, settings });
    expect((await desk.rest()).counts).toMatchObject({ delivered: 5 });
    const { jobs } = await desk.call('jobs.list', { filter: { importId: id } });
    for (const job of jobs) {
      expect(job.missing).toContain('callback');
      expect(job.missing).not.toContain('hopper');
      expect(job.reason?.match(/CBHOLD/g)).toHaveLength(1);
    }
  });

  test('a lead that got all that was asked for lacks nothing', async () => {
    const dialer = await testDialer();
    const desk = await startDesk();
    const id = await load(desk, await connect(desk, { url: dialer.url }), {
      rows: 5,
      settings: { add_to_hopper: 'Y', custom_fields: 'Y' },
    });
    expect((await desk.rest()).counts).toMatchObject({ delivered: 5 });
    const { jobs } = await desk.call('jobs.list', { filter: { importId: id } });
    expect(jobs.map(({ missing, reason }) => [missing, reason])).toEqual(Array(5).fill([[], null]));
  });
});
