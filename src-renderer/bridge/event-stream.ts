import { AGE_HEADER, TOKEN_HEADER } from '../../src-preload/contract/page-session.ts';
import { pageToken } from './page-token.ts';

/** The callbacks of a stream. */
export interface StreamListener {
  /** The desk has started sending: events from here on are received. */
  opened(): void;
  /** The data of one event, as received. */
  event(data: string): void;
  /** Something was received, possibly only a sign that the other side is alive. */
  beat(): void;
}

/**
 * Reads `GET /api/events` (server-sent events, HTML Standard, section 9.2) until it ends or `signal` is aborted. It uses `fetch`, because
 * an `EventSource` can't send the page's token in a header. Resolves when the stream has ended for any reason. `ageMs`: see `AGE_HEADER`;
 * undefined if the page requests everything again itself.
 */
export async function readStream(listener: StreamListener, signal: AbortSignal, ageMs?: number): Promise<void> {
  try {
    const response = await fetch('api/events', {
      headers: {
        accept: 'text/event-stream',
        [TOKEN_HEADER]: pageToken() ?? '',
        ...(ageMs === undefined ? {} : { [AGE_HEADER]: String(Math.ceil(ageMs)) }),
      },
      credentials: 'same-origin',
      cache: 'no-store',
      signal,
    });
    if (!response.ok || response.body === null) return;
    listener.opened();
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    let rest = '';
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      listener.beat();
      const lines = (rest + value).split('\n');
      rest = lines.pop() ?? '';
      // The desk writes each event as one line of data.
      for (const line of lines) if (line.startsWith('data: ')) listener.event(line.slice('data: '.length));
    }
  } catch {
    // The desk ended, or the stream was closed here. The caller decides whether to open it again.
  }
}
