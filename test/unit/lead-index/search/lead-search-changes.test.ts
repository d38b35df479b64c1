import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FixedSet } from '../../../../src-main/lead-index/bitmap/lead-set.ts';
import type { SearchText } from '../../../../src-main/lead-index/index.ts';
import { seededRandom } from '../../../../src-main/practice/seeded-random.ts';
import {
  close,
  everyone,
  folder,
  ids,
  isSound,
  lead,
  open,
  put,
  reopen,
  search,
  store,
} from './lead-search-support.ts';
import { matchesPlainly } from './plain-model.ts';

describe('what changes', () => {
  beforeEach(open);
  afterEach(close);

  it('a lead is found by what holds now', () => {
    const before = lead(1, 'Maria Garcia', { words: 'mg@a.com Tampa', notes: 'first', phones: ['17275551111'] });
    const after = lead(1, 'Marta Garcia', { words: 'mg@a.com Miami', notes: 'second', phones: ['17275552222'] });
    put(before);
    store.write(() => search.put([before], [after]));
    for (const text of ['maria', 'tampa', 'first', '5551111']) expect([text, ids(text)]).toEqual([text, []]);
    for (const text of ['mar', 'marta', 'garcia', 'miami', 'second', '5552222']) expect(ids(text)).toEqual([1]);
    store.write(() => search.put([after], []));
    for (const text of ['mar', 'garcia', 'miami', '555']) expect(ids(text)).toEqual([]);
    isSound();
  });

  it('many new leads are kept for later, and whoever asks sees them', () => {
    const held = (table: string) => store.raw.prepare<[], number>(`SELECT count(*) FROM ${table}`).pluck().get();
    const some = (from: number) =>
      Array.from({ length: 600 }, (_, at) => lead(from + at, 'Ann Smith', { phones: ['17275551111'] }));
    put(...some(1));
    expect([held('lead_text'), held('lead_text_pending')]).toEqual([0, 3]);
    put(...some(601), lead(1500, 'Bob Jones'));
    // A few more go their own way meanwhile.
    put(lead(1600, 'Ann Late'));
    expect([held('lead_text'), held('lead_text_pending')]).toEqual([1, 6]);
    expect(search.find('ann', everyone, 5000).ids.length).toBe(1201);
    expect([held('lead_text'), held('lead_text_pending')]).toEqual([1202, 0]);

    // One that waits is changed, one is erased; then the rest in idle moments.
    put(...some(2000));
    store.write(() => search.put([lead(2001, '')], [lead(2001, 'Zoe Smith')]));
    put(...some(3000));
    store.write(() => search.put([{ id: 3001 }], []));
    expect(held('lead_text_pending')).toBeGreaterThan(0);
    put(...some(4000));
    let turns = 0;
    while (search.tidy(1)) turns++;
    expect(turns).toBeGreaterThan(1);
    expect(held('lead_text_pending')).toBe(0);
    expect(search.tidy(1)).toBe(false);
    expect(search.find('ann', everyone, 9000).ids.length).toBe(1201 + 600 * 3 - 2);
    expect(ids('zoe')).toEqual([2001]);
    expect(ids('bob jones')).toEqual([1500]);
    expect(ids('ann', FixedSet.of([2001, 3001]))).toEqual([]);
    isSound();
  });

  it('nothing stays of a transaction that was taken back', () => {
    put(lead(1, 'Maria Garcia'));
    expect(() =>
      store.write(() => {
        search.put([], [lead(2, 'Maria Gone')]);
        throw new Error('no');
      }),
    ).toThrow('no');
    expect(ids('maria')).toEqual([1]);
    expect(ids('gone')).toEqual([]);
  });

  it.each(
    [
      { where: 'within one chunk', apart: 1 },
      { where: 'over many chunks, with all tidied in between', apart: 300 },
    ].flatMap((one) => [1, 2, 18].map((seed) => ({ ...one, seed }))),
  )('many random changes end as a plain list has it, $where, seed $seed', ({ apart, seed }) => {
    const random = seededRandom(seed);
    const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] as T;
    const names = 'José Maria Ann Annabel Christopher Christina Johnson Johnston O’Neil Smith-Jones Li Wu'.split(' ');
    const cities = ['Tampa', 'St. Petersburg', 'New York', 'Boise'];
    const places = ['St. Louis\nMO\nMISSOURI', 'El Paso\nTX\nTEXAS', 'La Jolla\nCA', ''];
    const phone = () =>
      `1${pick(['727', '813', '212'])}${Math.floor(random() * 90 + 10)}${Math.floor(random() * 90_000 + 10_000)}`;
    const make = (id: number) =>
      lead(id, `${pick(names)} ${pick(names)}`, {
        words: `${pick(names)}.${pick(names)}${Math.floor(random() * 99)}@${pick(['gmail', 'hospital'])}.com ${pick(cities)}`,
        places: pick(places),
        notes: random() < 0.3 ? pick(['call 727 later', 'left a message', 'gate 1234']) : '',
        phones: random() < 0.8 ? [phone(), ...(random() < 0.2 ? [phone()] : [])] : [],
      });
    const model = new Map<number, SearchText>();
    let last = 0;
    for (let round = 0; round < 14; round++) {
      const before: SearchText[] = [];
      const after: SearchText[] = [];
      for (let n = 0; n < 70; n++) {
        last += apart;
        after.push(make(last));
      }
      const old = [...model.keys()];
      const chosen = new Set(Array.from({ length: round === 0 ? 0 : 30 }, () => pick(old)));
      for (const id of chosen) {
        before.push(model.get(id) as SearchText);
        if (random() < 0.6) after.push(make(id));
        else model.delete(id);
      }
      store.write(() => search.put(before, after));
      for (const one of after) model.set(one.id, one);
      if (round % 8 === 7 || apart > 100) while (search.tidy(5));
    }
    isSound();
    const texts = [
      'a',
      'j',
      'jo',
      'ann',
      'anna',
      'annabel',
      'christ',
      'christop',
      'christopher j',
      'smithjones',
      'oneil',
      "o'neil",
      'neil',
      'w',
      'tampa jose',
      'hospital',
      'gmai',
      '727',
      '727 ann',
      '1727',
      '7271',
      '72712',
      'gate',
      '123',
      '(813) 2',
      'johnson johnston',
      'left message',
      'petersburg',
      'st',
      'zzz',
      'york li',
      'st louis',
      'el',
      'la jo',
      'mo ann',
      'li',
    ];
    const some = [...model.values()];
    for (let n = 0; n < 25; n++) {
      const { phones, words } = pick(some);
      const digits = phones[0] ?? '727';
      const from = Math.floor(random() * (digits.length - 3));
      texts.push(digits.slice(from, from + 3 + Math.floor(random() * 8)), words.split(' ')[0] as string);
    }
    const isHalf = (id: number) => (id / apart) % 2 === 0;
    const half = FixedSet.of([...model.keys()].filter(isHalf));
    for (const text of texts) {
      const expected = some
        .filter((one) => matchesPlainly(one, text))
        .map(({ id }) => id)
        .sort((a, b) => b - a);
      expect([text, ids(text, everyone, 5000)]).toEqual([text, expected]);
      expect([text, ids(text, half, 5000)]).toEqual([text, expected.filter(isHalf)]);
    }
  });
});

describe('forgetting', () => {
  beforeEach(open);
  afterEach(close);

  const traces = (words: readonly string[]) => {
    store.raw.pragma('wal_checkpoint(TRUNCATE)');
    const bytes = readFileSync(join(folder, 'trunkline.db')).toString('latin1').toLowerCase();
    return words.filter((word) => bytes.includes(word));
  };

  it('leaves no trace in the pages, whatever happened to the lead before', () => {
    const crowd = (from: number) =>
      Array.from({ length: 400 }, (_, at) =>
        lead(from + at, `Person${from + at} Crowd`, {
          words: `p${from + at}@mail.com Tampa`,
          phones: [`1727${5_550_000 + from + at}`],
        }),
      );
    put(...crowd(1));
    const first = lead(401, 'Xaveriuszka Qwortypolsky', {
      words: 'vqzkw.hdr@mail.com Jqxtown',
      phones: ['19876543219'],
    });
    const second = lead(401, 'Xaveriuszka Bzukkelman', {
      words: 'vqzkw.hdr@mail.com Jqxtown',
      notes: 'owns a wvxyacht',
      phones: ['19876543219'],
    });
    put(first);
    put(...crowd(402));
    store.write(() => search.put([first], [second]));
    while (search.tidy(5));
    put(...crowd(802));
    const words = ['xaveriu', 'qwortyp', 'bzukkel', 'vqzkw', 'jqxtown', 'wvxyach', '98765'];
    expect(traces(words)).toEqual(['xaveriu', 'bzukkel', 'vqzkw', 'jqxtown', 'wvxyach', '98765']);
    store.write(() => search.put([second], []));
    while (search.removeTraces(5));
    expect(traces(words)).toEqual([]);
    isSound();
    expect(ids('xav')).toEqual([]);
    expect(ids('person500')).toEqual([500]);
    expect(ids('crowd', everyone, 5000).length).toBe(1200);
  });

  it.each([0, 1, 2, 3, 4, 5])(
    'nor in a search that was begun anew, of which %i steps of the old one are deleted',
    (steps) => {
      const crowd = Array.from({ length: 3_000 }, (_, at) =>
        lead(at + 1, `Person${at + 1} Crowd`, { words: `p${at + 1}@mail.com`, phones: [`1727${5_550_000 + at}`] }),
      );
      const gone = lead(700, 'Xaveriuszka Qwortypolsky', { words: 'vqzkw.hdr@mail.com', phones: ['19876543219'] });
      put(...crowd.slice(0, 699), gone, ...crowd.slice(700));
      while (search.tidy(5));
      const words = ['xaveriu', 'qwortyp', 'vqzkw', '98765'];
      expect(traces(words)).toEqual(words);
      search.restart();
      for (let step = 0; step < steps; step++) expect(search.removeTraces(5)).toBe(true);
      put(...crowd.slice(0, 699), gone);
      expect(ids('xav')).toEqual([700]);
      store.write(() => search.put([gone], []));
      while (search.removeTraces(5));
      expect(traces(words)).toEqual([]);
      const match = store.raw.prepare<[string]>('SELECT rowid FROM lead_find WHERE lead_find MATCH ?');
      for (const word of words) expect(match.all(word)).toEqual([]);
      put(...crowd.slice(699));
      isSound();
      expect(ids('person500')).toEqual([500]);
      expect(ids('crowd', everyone, 5000).length).toBe(3000);
    },
  );

  it('goes on deleting what was set aside after a stop, after a step that failed, and when it is begun anew again', () => {
    put(...Array.from({ length: 3_000 }, (_, at) => lead(at + 1, `Person${at + 1} Xaveriuszka`)));
    while (search.tidy(5));
    search.restart();
    expect(search.removeTraces(5)).toBe(true);
    expect(traces(['xaveriu'])).toEqual(['xaveriu']);
    store.beforeWrite = () => {
      throw new Error('full');
    };
    expect(() => search.removeTraces(5)).toThrow('full');
    expect(() => search.restart()).toThrow('full');
    store.close();
    reopen();
    expect(traces(['xaveriu'])).toEqual(['xaveriu']);
    put(lead(1, 'Ann Lee'));
    search.restart();
    expect(ids('ann')).toEqual([]);
    while (search.tidy(5));
    expect(traces(['xaveriu'])).toEqual([]);
    const tables = store.raw.prepare<[], string>(`SELECT name FROM sqlite_schema WHERE name LIKE 'removed%'`);
    expect(tables.pluck().all()).toEqual([]);
  });

  it('not even a mark of what was taken out: the index of nobody holds nothing', () => {
    // Few at a time, so that they are written as they come: five segments.
    for (let from = 1; from <= 200; from += 40) {
      put(
        ...Array.from({ length: 40 }, (_, at) => lead(from + at, `Ann Q${from + at}son`, { phones: ['17275551111'] })),
      );
    }
    const bytes = () =>
      store.raw.prepare<[], number>('SELECT total(length(block)) FROM lead_find_data WHERE id > 10').pluck().get() ?? 0;
    expect(bytes()).toBeGreaterThan(5000);
    for (let id = 1; id <= 200; id++) store.write(() => search.put([{ id }], []));
    // Four bytes of an empty page are left of each segment.
    expect(bytes()).toBeLessThanOrEqual(5 * 4);
  });

  it('also where a word was the first of a page', () => {
    // So many words of one lead each that some surely begin a page.
    const word = (id: number) => `q${(id * 7919).toString(36)}wx${id.toString(36)}`;
    const leads = Array.from({ length: 3000 }, (_, at) => lead(at + 1, word(at + 1)));
    put(...leads);
    while (search.tidy(100));
    const pageTerms = () =>
      store.raw
        .prepare<[], string>('SELECT CAST(term AS TEXT) FROM lead_find_idx')
        .pluck()
        .all()
        .map((term) => term.slice(1));
    const first = pageTerms();
    const onPages = leads.filter(({ id }) => first.some((term) => term.length > 2 && word(id).startsWith(term)));
    expect(onPages.length).toBeGreaterThan(10);
    for (const one of onPages) store.write(() => search.put([one], []));
    const stand = pageTerms().filter((term) => term.length > 6);
    expect(onPages.some(({ id }) => stand.some((term) => word(id).startsWith(term)))).toBe(true);
    while (search.removeTraces(1));
    isSound();
    const left = new Set(pageTerms());
    for (const { id } of onPages) expect(left.has(word(id).slice(0, 7)) || left.has(word(id))).toBe(false);
    const erased = new Set(onPages.map(({ id }) => id));
    for (const { id } of leads) expect(ids(word(id))).toEqual(erased.has(id) ? [] : [id]);
  });
});

it('the plan of a search sorts nothing', () => {
  open();
  const plan = store.raw
    .prepare(
      `EXPLAIN QUERY PLAN SELECT f.rowid FROM lead_find f CROSS JOIN lead_text t ON t.id = f.rowid
       WHERE f.lead_find MATCH ? AND f.rowid < CAST(? AS INTEGER) AND (instr(t.phones, ?) > 0) ORDER BY f.rowid DESC LIMIT ?`,
    )
    .all('"a"', 5, '1', 5) as { detail: string }[];
  expect(plan.map(({ detail }) => detail).join('\n')).not.toMatch(/TEMP B-TREE/);
  close();
});
