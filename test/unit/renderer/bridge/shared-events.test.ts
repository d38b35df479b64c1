import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { DeskEvent } from '../../../../src-preload/contract/index.ts';
import { sharedEvents } from '../../../../src-renderer/bridge/shared-events.ts';

/** The open stream of the desk. */
let stream: ReadableStreamDefaultController<Uint8Array> | null;
let opened: () => void;

beforeEach(() => {
  stream = null;
  vi.stubGlobal('document', Object.assign(new EventTarget(), { hidden: false }));
  vi.stubGlobal('addEventListener', () => undefined);
  const body = () =>
    new ReadableStream<Uint8Array>({
      start: (controller) => {
        stream = controller;
        opened();
      },
    });
  vi.stubGlobal('fetch', (_: string, { signal }: { readonly signal: AbortSignal }) => {
    signal.addEventListener('abort', () => stream?.error(new Error('The stream was closed.')));
    return Promise.resolve(new Response(body()));
  });
});
afterEach(() => {
  vi.unstubAllGlobals();
});

it('passes each event to every listener of the page, also to one that is added later', async () => {
  const open = new Promise<void>((resolve) => {
    opened = resolve;
  });
  const heard: [who: string, event: DeskEvent | null][] = [];
  const listen = sharedEvents();
  const stopFirst = listen((event) => heard.push(['first', event]));
  await open;
  const both = new Promise<void>((resolve) => {
    const stopSecond = listen((event) => {
      heard.push(['second', event]);
      stopSecond();
      resolve();
    });
  });
  stream?.enqueue(new TextEncoder().encode('data: {"topic":"jobs"}\n'));
  await both;
  stopFirst();
  expect(heard).toEqual([
    ['first', { topic: 'jobs' }],
    ['second', { topic: 'jobs' }],
  ]);
});
