import { checkPosts } from '../../src-main/delivery/check/check-posts.ts';
import type { PostChecker } from '../../src-main/delivery/check/run-check.ts';

/** Checks leads in the test's own thread. */
export const directPostChecker: PostChecker = {
  async check(order, store, signal) {
    const watch = { begin: () => {}, end: () => {} };
    return { is: 'done', rows: await checkPosts(order, watch, async (batch, bytes) => store(batch, bytes), signal) };
  },
};
