import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach } from 'vitest';
import type { CoreHost } from '../../../src-main/core/host.ts';
import { createDesk, type Desk, type ShellParts } from '../../../src-main/shells/shared/desk.ts';
import { preferenceStore } from '../../../src-main/shells/shared/preferences.ts';
import type { DeskEvent, Preferences, Reply } from '../../../src-preload/contract/index.ts';

const undo: Array<() => unknown> = [];

afterEach(async () => {
  for (const act of undo.splice(0).reverse()) await act();
});

/** Runs after the test, last first. */
export function afterwards(act: () => unknown): void {
  undo.push(act);
}

/** An empty folder that is removed after the test. */
export function folder(prefix = 'tl-'): string {
  const path = mkdtempSync(join(tmpdir(), prefix));
  afterwards(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

export interface HandMadeCore extends CoreHost {
  readonly asked: Array<{ command: string; input: unknown }>;
  closed: boolean;
  emit(event: DeskEvent | null): void;
}

/** A core whose answers the test decides. */
export function handMadeCore(answer: (command: string, input: unknown) => Reply | Promise<Reply>): HandMadeCore {
  const listeners = new Set<(event: DeskEvent | null) => void>();
  const core: HandMadeCore = {
    asked: [],
    closed: false,
    async call(command, input) {
      core.asked.push({ command, input });
      return answer(command, input);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async close() {
      core.closed = true;
    },
    emit(event) {
      for (const listener of listeners) listener(event);
    },
  };
  return core;
}

/** A settings file in memory. */
export function memoryFile(held: Record<string, unknown> = {}): {
  store: unknown;
  set(values: Partial<Preferences>): void;
} {
  return { store: held, set: (values) => Object.assign(held, values) };
}

/** A desk over a hand-made core. */
export function handMadeDesk(core: HandMadeCore, parts: Partial<ShellParts> = {}): Desk {
  return createDesk({
    core,
    preferences: preferenceStore(memoryFile()),
    chooseFile: async () => ({ supported: false, path: null }),
    reveal: async () => ({ download: null }),
    ...parts,
  });
}
