import { describe, expect, it } from 'vitest';
import { Handlers } from '../../../src-main/commands/handlers.ts';
import type { Module } from '../../../src-main/module/module.ts';
import { definer, inOrder, Modules } from '../../../src-main/module/start-modules.ts';

interface Parts {
  readonly a: Module;
  readonly b: Module;
  readonly c: Module;
}
const define = definer<Parts>();

describe('modules', () => {
  it('are made and started after what they need, and stopped in reverse, each also where one fails', async () => {
    const seen: string[] = [];
    const part = (name: string): Module => ({
      start: () => void seen.push(`start ${name}`),
      stop: (graceMs) => {
        seen.push(`stop ${name} ${graceMs}`);
        if (name === 'b') throw new Error('b does not stop');
      },
    });
    const modules = new Modules<Parts>();
    const list = [
      define('c', ['b'], (needs) => {
        seen.push(`make c of ${Object.keys(needs)}`);
        return part('c');
      }),
      define('a', [], () => part('a')),
      define('b', ['a'], () => part('b')),
    ];
    modules.create(list, new Handlers());
    await modules.start();
    await expect(modules.stop(7)).rejects.toThrow('b does not stop');
    await modules.stop(7);
    expect(seen).toEqual(['make c of b', 'start a', 'start b', 'start c', 'stop c 7', 'stop b 7', 'stop a 7']);
  });

  it('that need each other, or one that is not there, are refused by name', () => {
    const a = define('a', ['b'], () => ({}));
    expect(() => inOrder([a, define('b', ['a'], () => ({}))])).toThrow('a → b → a');
    expect(() => inOrder([a])).toThrow('The module a needs b, which is not in the list');
  });
});
