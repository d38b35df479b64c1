import type { BrowserContext } from '@playwright/test';

/** The `fetch` of a page without delays, for what a test asks itself. */
declare global {
  interface Window {
    fetchAtOnce?: typeof fetch;
  }
}

/** Runs in a page: every answer and every event reaches it late, by 0 to `mostMs`. */
function delayAnswers({ mostMs, seed }: { readonly mostMs: number; readonly seed: number }): void {
  let state = seed >>> 0;
  // mulberry32: the delays of a seed are the same in every run.
  const share = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  const late = () => new Promise<void>((resolve) => setTimeout(resolve, share() * mostMs));
  const atOnce = window.fetch.bind(window);
  window.fetchAtOnce = atOnce;
  window.fetch = async (input, init) => {
    const address = String(input instanceof Request ? input.url : input);
    const answer = await atOnce(input, init);
    if (address.includes('api/call/')) await late();
    if (!address.includes('api/events') || answer.body === null) return answer;
    const body = answer.body.pipeThrough(
      new TransformStream<Uint8Array, Uint8Array>({
        async transform(chunk, to) {
          await late();
          to.enqueue(chunk);
        },
      }),
    );
    return new Response(body, { status: answer.status, headers: answer.headers });
  };
}

/**
 * Makes the pages of a context those of a slow machine: `TRUNKLINE_SLOW_ANSWERS=600` delays every answer and event by up to so many ms
 * (`600:7` by the delays of another seed), `TRUNKLINE_SLOW_CPU=6` gives the page a sixth of the processor.
 */
export async function slowDown(context: BrowserContext): Promise<void> {
  const [mostMs, seed] = (process.env.TRUNKLINE_SLOW_ANSWERS ?? '').split(':').map(Number);
  if (mostMs) await context.addInitScript(delayAnswers, { mostMs, seed: seed ?? 1 });
  const rate = Number(process.env.TRUNKLINE_SLOW_CPU ?? 1);
  if (rate > 1)
    context.on('page', async (page) => {
      const session = await context.newCDPSession(page);
      await session.send('Emulation.setCPUThrottlingRate', { rate });
    });
}
