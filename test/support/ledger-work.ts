import { openSound } from '../../src-main/db/damage/open-sound.ts';
import type { Store } from '../../src-main/db/store.ts';
import { seededRandom } from '../../src-main/practice/seeded-random.ts';

/** A few commits with every kind of change to pages: a single byte, an added row, many pages at once, deleted rows. */
export function work(store: Store, random: () => number): void {
  const put = store.prepare('INSERT OR REPLACE INTO do_not_call (phone, source, added_at) VALUES (?, ?, ?)');
  const phone = () => `+1727${String(Math.floor(random() * 3_000)).padStart(7, '0')}`;
  for (let n = Math.floor(random() * 12); n >= 0; n--) {
    const kind = random();
    store.write(() => {
      if (kind < 0.5)
        store.prepare('UPDATE do_not_call SET added_at = (added_at + 1) % 100 WHERE phone = ?').run(phone());
      else if (kind < 0.8) put.run(phone(), `typed ${'x'.repeat(Math.floor(random() * 300))}`, 1);
      else if (kind < 0.9)
        for (let i = 0; i < 300; i++) put.run(phone(), `pasted ${'y'.repeat(Math.floor(random() * 200))}`, 2);
      else store.prepare('DELETE FROM do_not_call WHERE phone > ?').run(phone());
    });
    if (random() < 0.2) store.checkpoint(random() < 0.7 ? 'PASSIVE' : 'TRUNCATE');
  }
}

// As a separate process: works, closes and opens again until it is killed.
const [, self, file, seed] = process.argv;
if (self?.endsWith('ledger-work.ts') && file !== undefined) {
  const random = seededRandom(Number(seed));
  for (;;) {
    const { store, remark } = openSound(file, 0, 0);
    process.stdout.write(`${remark ?? 'open'}\n`);
    for (let n = Math.floor(random() * 6); n >= 0; n--) work(store, random);
    store.close();
  }
}
