import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore } from '../../../../src-main/db/open.ts';
import type { Store } from '../../../../src-main/db/store.ts';
import { RangeSet } from '../../../../src-main/lead-index/bitmap/lead-set.ts';
import type { LeadSet, SearchText } from '../../../../src-main/lead-index/index.ts';
import { LeadSearch } from '../../../../src-main/lead-index/search/lead-search.ts';

export let folder: string;
export let store: Store;
export let search: LeadSearch;
export const open = () => {
  folder = mkdtempSync(join(tmpdir(), 'lead-search-'));
  reopen();
};
/** The same data opened again, as at the next start. */
export const reopen = () => {
  store = openStore(join(folder, 'trunkline.db'));
  search = new LeadSearch(store);
};
export const close = () => {
  store.close();
  rmSync(folder, { recursive: true, force: true });
};

export const lead = (id: number, name: string, rest: Partial<SearchText> = {}): SearchText => ({
  id,
  name,
  places: '',
  words: '',
  notes: '',
  phones: [],
  ...rest,
});
export const put = (...leads: SearchText[]) => store.write(() => search.put([], leads));
export const everyone = new RangeSet(0, 2 ** 26);
export const ids = (text: string, within: LeadSet = everyone, limit = 1000) => search.find(text, within, limit).ids;
export const isSound = () => store.raw.prepare(`INSERT INTO lead_find (lead_find) VALUES ('integrity-check')`).run();
