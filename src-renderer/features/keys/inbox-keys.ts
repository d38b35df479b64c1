import type { KeyedAct } from '../../ui/keys.ts';

const GROUP = 'Inbox';

function act<K extends string>(id: K, label: string, keys: string) {
  return { id: `inbox.${id}`, label, keys, group: GROUP } as const satisfies KeyedAct;
}

/** Every act of the list that has a key: what it is called, and the key it comes with. */
export const INBOX_ACTS = {
  next: act('next', 'Next lead', 'j'),
  before: act('before', 'Previous lead', 'k'),
  nextRange: act('next-range', 'Extend selection down', 'shift+j'),
  beforeRange: act('before-range', 'Extend selection up', 'shift+k'),
  open: act('open', 'Open lead', 'Enter'),
  tick: act('tick', 'Select lead', 'x'),
  all: act('all', 'Select all that match', 'mod+a'),
  untick: act('untick', 'Clear selection', 'Escape'),
  search: act('search', 'Search leads', '/'),
  filter: act('filter', 'Add filter', 'f'),
  clear: act('clear', 'Clear all filters', 'shift+f'),
  fresh: act('fresh', 'Show new leads', '.'),
  done: act('done', 'Mark done', 'e'),
  status: act('status', 'Set status', 's'),
  tag: act('tag', 'Add tag', 't'),
  untag: act('untag', 'Remove tag', 'shift+t'),
  owner: act('owner', 'Set owner', 'o'),
  unlock: act('unlock', 'Unlock', 'u'),
  dialList: act('dial-list', 'Send to a dial list', 'd'),
  post: act('post', 'Post to a receiver', 'shift+p'),
  export: act('export', 'Export', 'shift+e'),
  copy: act('copy', 'Copy', 'shift+c'),
  addLead: act('add-lead', 'Add a lead', 'a'),
  fromFile: act('from-file', 'Import leads from a file', 'shift+a'),
  rejects: act('rejects', 'Rejected records', 'shift+r'),
  sort: act('sort', 'Sort by column', 'shift+s'),
  columns: act('columns', 'Choose columns', 'v'),
  save: act('save', 'Save list', 'mod+s'),
  saveAs: act('save-as', 'Save as new list', 'mod+shift+s'),
} as const;

/** For the page of keys. */
export const INBOX_KEYS: readonly KeyedAct[] = Object.values(INBOX_ACTS);
