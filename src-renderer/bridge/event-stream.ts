import { AGE_HEADER, TOKEN_HEADER } from '../../src-preload/contract/page-session.ts';
import { pageToken } from './page-token.ts';

/** What is heard of a stream. */
export interface StreamListener {
  /** The desk has begun to tell: what happens from here on is heard. */
  opened(): void;
  /** The data of one event, as it came. */
  event(data: string): void;
  /** Something came, if only a sign that the other side is there. */
  beat(): void;
}

/**
 * Reads `GET /api/events` (server-sent events, HTML Standard, section 9.2) until it ends or `signal` ends it. By `fetch`, since an
 * `EventSource` can't send the page's token in a header. Settles when the stream is over, however it came about. `ageMs`: see
 * `AGE_HEADER`; left out where the page asks for everything again by itself.
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
    // The desk went away, or the stream was ended here: whoever reads it opens it again or doesn't.
  }
}
