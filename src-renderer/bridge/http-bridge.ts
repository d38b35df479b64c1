import {
  CommandError,
  type CommandInput,
  type CommandName,
  type DeskEvent,
  deskEvent,
} from '../../src-preload/contract/index.ts';
import type { PageBridge } from './page-bridge.ts';
import { readReply } from './read-reply.ts';

const RETRY_MS = [500, 1000, 2000, 5000] as const;

function unreachable(): CommandError {
  return new CommandError(
    'unavailable',
    'Trunkline doesn’t answer. What was queued is kept; this page goes on by itself once Trunkline runs again.',
  );
}

async function post<N extends CommandName>(command: N, input: CommandInput<N>) {
  const response = await fetch(`api/call/${command}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(input),
    credentials: 'same-origin',
  }).catch(() => {
    throw unreachable();
  });
  if (response.status === 401 || response.status === 403) {
    throw new CommandError(
      'unavailable',
      'This page’s key is no longer valid. Open the address that Trunkline printed when it started.',
    );
  }
  const body: unknown = await response.json().catch(() => {
    throw unreachable();
  });
  return readReply(command, body);
}

/** Listens to `GET /api/events`, and opens it anew whenever it is lost; a stream opened again is told as null. */
function listen(listener: (event: DeskEvent | null) => void): () => void {
  let source: EventSource | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let lost = 0;
  let stopped = false;
  const open = () => {
    const stream = new EventSource('api/events');
    source = stream;
    stream.onopen = () => {
      if (lost > 0) listener(null);
      lost = 0;
    };
    stream.onmessage = (message: MessageEvent<string>) => {
      const event = deskEvent.safeParse(parse(message.data));
      if (event.success) listener(event.data);
    };
    stream.onerror = () => {
      lost++;
      if (stream.readyState !== EventSource.CLOSED || stopped) return;
      timer = setTimeout(open, RETRY_MS[Math.min(lost, RETRY_MS.length) - 1]);
    };
  };
  open();
  return () => {
    stopped = true;
    clearTimeout(timer);
    source?.close();
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** XMLHttpRequest, since fetch doesn't tell how much of a body has left. */
function upload(file: File, progress: (share: number) => void, signal?: AbortSignal): Promise<string> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', `api/upload?name=${encodeURIComponent(file.name)}`);
    request.setRequestHeader('content-type', 'application/octet-stream');
    request.upload.onprogress = (e) => progress(e.lengthComputable && e.total > 0 ? e.loaded / e.total : 0);
    request.onload = () => {
      const answer = parse(request.responseText) as
        | { ok?: boolean; value?: { path?: unknown }; error?: { message?: unknown } }
        | undefined;
      const path = answer?.value?.path;
      if (answer?.ok === true && typeof path === 'string') resolve(path);
      else {
        const why = answer?.error?.message;
        reject(
          new CommandError(
            'file',
            typeof why === 'string'
              ? why
              : `${file.name} could not be handed over (the desk answered ${request.status}). Try again.`,
          ),
        );
      }
    };
    request.onerror = () => reject(unreachable());
    request.onabort = () => reject(new CommandError('failed', 'Stopped.'));
    signal?.addEventListener('abort', () => request.abort(), { once: true });
    request.send(file);
  });
}

/** One stream for all who listen: a browser has six connections to a host, and a stream keeps one for good. */
function sharedStream(): PageBridge['on'] {
  const listeners = new Set<(event: DeskEvent | null) => void>();
  let stop: (() => void) | null = null;
  return (listener) => {
    const hear = (event: DeskEvent | null) => listener(event);
    listeners.add(hear);
    stop ??= listen((event) => {
      for (const one of [...listeners]) one(event);
    });
    return () => {
      listeners.delete(hear);
      if (listeners.size > 0) return;
      stop?.();
      stop = null;
    };
  };
}

/** The bridge over the browser shell's loopback server that served this page. */
export function httpBridge(): PageBridge {
  return { call: post, on: sharedStream(), take: upload };
}
