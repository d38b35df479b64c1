import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { channels, dropChannel, eventChannel } from '../../src-preload/contract/channels.ts';
import { commands } from '../../src-preload/contract/index.ts';

const source = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

describe('the channels between a window and the core', () => {
  test('are the commands of the contract, one each, one for events and one for files that were dropped', () => {
    expect(Object.keys(channels)).toEqual(Object.keys(commands));
    for (const [name, channel] of Object.entries(channels)) expect(channel).toBe(`trunkline:${name}`);
    expect(Object.values<string>(channels)).not.toContain(eventChannel);
    expect(Object.values<string>(channels)).not.toContain(dropChannel);
  });

  test('are written down once: the preload names none of its own', () => {
    const preload = source('src-preload/index.ts');
    const used = [...preload.matchAll(/ipcRenderer\s*\.\s*(\w+)\(\s*([^,)]+)/g)].map(([, act, channel]) => [
      act,
      channel,
    ]);
    expect(used).toEqual([
      ['invoke', 'channels[command]'],
      ['on', 'eventChannel'],
      ['off', 'eventChannel'],
      ['invoke', 'dropChannel'],
      ['on', 'goChannel'],
    ]);
    expect(preload).not.toMatch(/['"`]trunkline[:!]/);
  });
});
