import {
  closeSync,
  copyFileSync,
  existsSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readFileSync,
  readSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { expect, test } from 'vitest';
import { openSound } from '../../../src-main/db/damage/open-sound.ts';
import { comparePages, repairByte } from '../../../src-main/db/ledger/compare.ts';
import { LOCK_PAGE } from '../../../src-main/db/ledger/layout.ts';
import { ledgerFile } from '../../../src-main/db/ledger/ledger-file.ts';
import { sumsBeforeOpening } from '../../../src-main/db/ledger/page-ledger.ts';
import { repairBytes } from '../../../src-main/db/ledger/repair-bytes.ts';
import { sumAt, sumOf, xxOf } from '../../../src-main/db/ledger/sums.ts';
import { databaseFile } from '../../../src-main/db/open.ts';
import { readWal } from '../../../src-main/db/pages/wal.ts';
import type { Store } from '../../../src-main/db/store.ts';
import { flip } from '../../support/damage-desk.ts';
import { testFolder } from '../../support/fault-list.ts';

const PAGE = 4096;
const phone = (n: number) => `+1727${String(n).padStart(7, '0')}`;

/** A store of some 600 pages, all of them noted. */
function filled(): { folder: string; file: string; store: Store } {
  const folder = testFolder('ledger');
  const { store } = openSound(databaseFile(folder), 0, 0);
  store.write(() => {
    const put = store.prepare('INSERT INTO do_not_call VALUES (?, ?, 1)');
    for (let n = 0; n < 20_000; n++) put.run(phone(n), `typed ${'x'.repeat(n % 90)}`);
  });
  store.checkpoint('PASSIVE');
  return { folder, file: databaseFile(folder), store };
}

const change = (store: Store, n: number, at: number): void =>
  store.write(() => void store.prepare('UPDATE do_not_call SET added_at = ? WHERE phone = ?').run(at, phone(n)));

/** A page as it stands in the file now. */
function pageAt(file: string, page: number): Buffer {
  const fd = openSync(file, 'r');
  const bytes = Buffer.alloc(PAGE);
  readSync(fd, bytes, 0, PAGE, (page - 1) * PAGE);
  closeSync(fd);
  return bytes;
}

/** The ledger as versions before had it: a CRC-32 a page, and no end. */
function writeOld(file: string): void {
  const now = readFileSync(ledgerFile(file));
  const { sums } = sumsBeforeOpening(file);
  const old = Buffer.alloc(128 + sums.length * 2);
  now.copy(old, 0, 0, 128);
  old.write('TRUNKLINE SUMS/2', 'latin1');
  for (let page = 1; 2 * page <= sums.length; page++)
    Buffer.from(Uint32Array.of(sumAt(sums, page).crc).buffer).copy(old, 128 + (page - 1) * 4);
  writeFileSync(ledgerFile(file), old);
}

test('the second checksum is xxHash32, as its own program gives it', () => {
  expect(xxOf(Buffer.alloc(PAGE)).toString(16)).toBe('475546f5');
  const counted = Uint8Array.from({ length: PAGE + 1 }, (_, at) => ((at - 1) * 7 + 3) & 255);
  expect(xxOf(counted.subarray(1)).toString(16)).toBe('4e81883c');
});

test('a page that changed in one byte is put right; a wrong page with the right CRC-32 is not taken for it', () => {
  const right = Buffer.from(Uint8Array.from({ length: PAGE }, (_, at) => (at * 31 + 7) & 255));
  const sum = sumOf(right);
  const hurt = Buffer.from(right);
  hurt[1_000] = 3;
  expect(repairByte(hurt, sum)?.equals(right)).toBe(true);
  // The CRC's own polynomial, from the lowest bit of a byte on: whatever it is laid over keeps its CRC.
  const other = Buffer.from(right);
  for (const [at, byte] of [0x41, 0x06, 0x71, 0xdb, 0x01].entries())
    other[2_000 + at] = (other[2_000 + at] ?? 0) ^ byte;
  expect(crc32(other)).toBe(crc32(right));
  other[1_000] = 3;
  expect(repairByte(other, sum)).toBeNull();
  expect(repairByte(hurt, { ...sum, xx: 0 })).toBeNull();
});

test('a ledger of before tells what changed and puts nothing right by guessing, until a check has added what it lacks', () => {
  const { file, store } = filled();
  store.close();
  writeOld(file);
  expect(sumAt(sumsBeforeOpening(file).sums, 300)).toEqual({ crc: sumOf(pageAt(file, 300)).crc, xx: 0 });
  flip(file, 300 * PAGE + 2_000, 4);
  expect(repairBytes(file, 0)).toMatchObject({ repaired: [], left: [301] });
  expect(() => openSound(file, 0, 0)).toThrow(/A page of the data file changed/);
  flip(file, 300 * PAGE + 2_000, 4);
  const again = openSound(file, 0, 0).store;
  const fd = openSync(file, 'r');
  again.fillLedger(comparePages(file, fd, () => new Set<number>()).unknown);
  again.close();
  closeSync(fd);
  const { sums, end } = sumsBeforeOpening(file);
  expect(end).not.toBeNull();
  expect(sumAt(sums, 301)).toEqual(sumOf(pageAt(file, 301)));
  flip(file, 300 * PAGE + 2_000, 4);
  expect(repairBytes(file, 0)).toEqual({ repaired: [301], left: [], whole: true });
});

test('a far page that changed is found at the start if the file was written to after the desk closed it', () => {
  const { file, store } = filled();
  store.write(() => {
    const put = store.prepare('INSERT INTO do_not_call VALUES (?, ?, 1)');
    for (let n = 20_000; n < 26_000; n++) put.run(phone(n), 'x'.repeat(3_000));
  });
  store.close();
  const { size } = statSync(file);
  expect(size).toBeGreaterThan(5_000 * PAGE);
  flip(file, size - 100, 4);
  // A disk that changes a bit leaves the time of the file as it was, and that is found by the daily check.
  const { mtime } = statSync(file);
  utimesSync(ledgerFile(file), mtime, mtime);
  utimesSync(file, mtime, new Date(mtime.getTime() - 1_000));
  openSound(file, 0, 0).store.close();
  flip(file, size - 200, 4);
  utimesSync(file, mtime, new Date(statSync(ledgerFile(file)).mtime.getTime() + 1_000));
  expect(() => openSound(file, 0, 0)).toThrow(/page.* of the data file changed/);
});

test('a checksum that changed itself is not taken for a page that did', () => {
  const { file, store } = filled();
  store.close();
  flip(ledgerFile(file), 128 + 300 * 8, 16);
  expect(repairBytes(file, 0)).toMatchObject({ repaired: [], left: [] });
  openSound(file, 0, 0).store.close();
});

test('a copy whose checksums are later than its data, or half of them, is neither called damaged nor put right', () => {
  for (const half of [0, 3_000]) {
    const { folder, file, store } = filled();
    const to = join(testFolder('copy'), 'desk');
    mkdirSync(to);
    change(store, 5, 2);
    for (const name of ['trunkline.db', 'trunkline.db-wal', 'trunkline.db-shm', 'trunkline.schema'])
      if (existsSync(join(folder, name))) copyFileSync(join(folder, name), join(to, name));
    const before = readFileSync(ledgerFile(file)).subarray(0, half);
    change(store, 15_000, 2);
    store.checkpoint('PASSIVE');
    const copy = databaseFile(to);
    writeFileSync(ledgerFile(copy), Buffer.concat([before, readFileSync(ledgerFile(file)).subarray(half)]));
    store.close();
    expect(repairBytes(copy, 0)).toMatchObject({ repaired: [], left: [] });
    openSound(copy, 0, 0).store.close();
  }
});

test('a page that goes to and fro while it is compared does not count as changed', () => {
  const { file, store } = filled();
  const inLog = () => readWal(existsSync(`${file}-wal`) ? readFileSync(`${file}-wal`) : Buffer.alloc(0)).pages;
  /** Brings a change in, and begins the log anew with a page that is far behind. */
  const bringIn = (at: number) => {
    change(store, 0, at);
    store.checkpoint('PASSIVE');
    change(store, 19_999, at);
    store.checkpoint('PASSIVE');
    change(store, 19_999, at + 1);
  };
  bringIn(1);
  const fd = openSync(file, 'r');
  let looks = 0;
  const found = comparePages(file, fd, () => {
    looks++;
    // The checksums have been read: other pages are read from now on.
    if (looks === 1) bringIn(2);
    const logged = inLog();
    return {
      has(page) {
        // A first lot of pages has been read: now what stood there before comes back.
        if (looks === 1 && page === 257) bringIn(1);
        return logged.has(page);
      },
    };
  });
  store.close();
  closeSync(fd);
  expect(found.changed).toEqual([]);
});

test('the page that SQLite never uses, at 1 GiB, does not count as a page without a checksum', () => {
  const file = databaseFile(testFolder('ledger'));
  const fd = openSync(file, 'w+');
  try {
    // The file has no content, so that it takes no space.
    ftruncateSync(fd, (LOCK_PAGE + 1) * PAGE);
    const around = new Set([LOCK_PAGE - 1, LOCK_PAGE, LOCK_PAGE + 1]);
    const { unknown } = comparePages(file, fd, () => new Set(), around);
    expect(unknown.map(([page]) => page)).toEqual([LOCK_PAGE - 1, LOCK_PAGE + 1]);
  } finally {
    closeSync(fd);
  }
});
