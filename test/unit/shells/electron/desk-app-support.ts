import { realpathSync } from 'node:fs';
import { expect, vi } from 'vitest';
import type { CoreHost, CoreHostOptions } from '../../../../src-main/core/host.ts';
import { runDeskApp } from '../../../../src-main/shells/electron/desk-app.ts';
import { refusal } from '../../../../src-main/shells/shared/desk.ts';
import { CommandError } from '../../../../src-preload/contract/index.ts';
import type { OfferNews } from '../../../../src-preload/contract/offer-notices.ts';
import { eventually } from '../../../support/eventually.ts';
import { news, SETTINGS } from '../shared/offer-news.ts';
import { afterwards, folder, handMadeCore } from '../support.ts';
import { statusOf } from './desk-status.ts';
import { app, type FakeWindow, happened, ipcMain, startAnew, world } from './fake-electron.ts';
import { files, opened as storesOpened } from './fake-store.ts';

/** Puts Electron and its stores back to how a first start finds them. */
export function resetFakes(): void {
  startAnew();
  files.clear();
  storesOpened.length = 0;
}

export async function running(answers: { arrivals?: OfferNews['arrivals'] } = {}) {
  const dataDir = realpathSync(folder());
  const offers = { alerts: [], settings: SETTINGS, ...answers };
  const core = handMadeCore((command) => {
    if (command === 'desk.status') return { ok: true, value: statusOf(0) };
    const [, about = ''] = /^offers\.(.+)$/.exec(command) ?? [];
    if (about in offers) return { ok: true, value: offers[about as keyof typeof offers] };
    if (command === 'agents.list') return { ok: true, value: { me: 'Bo', agents: ['Bo'] } };
    return about === '' ? { ok: true, value: {} } : refusal(new CommandError('not-found', 'No offers here.'));
  });
  let given: CoreHostOptions | undefined;
  const out: string[] = [];
  const write = vi.spyOn(process.stdout, 'write').mockImplementation((text) => out.push(String(text)) > 0);
  const error = vi.spyOn(process.stderr, 'write').mockImplementation(() => true);
  afterwards(() => {
    write.mockRestore();
    error.mockRestore();
  });
  await runDeskApp({
    dataDir,
    pageDir: folder(),
    preload: '/preload.cjs',
    limits: { lookMs: 1 },
    async startCore(options) {
      happened.push('core');
      given = options;
      return core;
    },
  });
  const [window] = world.made;
  afterwards(async () => {
    app.quit();
    await eventually(() => expect(happened).toContain('quit'));
    expect(core.closed).toBe(given !== undefined);
  });
  const invoke = async (command: string, input: unknown) => {
    const contents = window?.webContents;
    return ipcMain.handlers.get(`trunkline:${command}`)?.(
      { sender: contents, senderFrame: contents?.mainFrame },
      input,
    );
  };
  return { dataDir, core, out, invoke, window: window as FakeWindow, options: () => given as CoreHostOptions };
}

/** The same core while it has rows to send. */
export const coreThatSends =
  (call: CoreHost['call'], rows: number): CoreHost['call'] =>
  async (command, input) =>
    command === 'desk.status' ? { ok: true, value: statusOf(rows) } : call(command, input);

/** The same core once a lead was offered. */
export const coreThatOffers =
  (call: CoreHost['call']): CoreHost['call'] =>
  async (command, input) =>
    command === 'offers.arrivals' ? { ok: true, value: news({ arrived: 1 }).arrivals } : call(command, input);
