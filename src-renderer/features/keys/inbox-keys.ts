import type { KeyedAction } from '../../ui/keys.ts';

const GROUP = 'Inbox';

function keyedCommand<K extends string>(id: K, label: string, keys: string, otherWords = '') {
  return { id: `inbox.${id}`, label, keys, group: GROUP, otherWords } as const satisfies KeyedAction;
}

/** Every command of the inbox that has a key, with its name and its default key. */
export const INBOX_ACTIONS = {
  next: keyedCommand('next', 'Next lead', 'j'),
  before: keyedCommand('before', 'Previous lead', 'k'),
  nextRange: keyedCommand('next-range', 'Extend selection down', 'shift+j'),
  beforeRange: keyedCommand('before-range', 'Extend selection up', 'shift+k'),
  open: keyedCommand('open', 'Open lead', 'Enter'),
  tick: keyedCommand('tick', 'Select lead', 'x'),
  all: keyedCommand('all', 'Select all that match', 'mod+a'),
  untick: keyedCommand('untick', 'Clear selection', 'Escape'),
  search: keyedCommand('search', 'Search leads', '/'),
  filter: keyedCommand('filter', 'Add filter', 'f'),
  clear: keyedCommand('clear', 'Clear all filters', 'shift+f'),
  fresh: keyedCommand('fresh', 'Show new leads', '.'),
  done: keyedCommand('done', 'Mark done', 'e', 'finish close'),
  status: keyedCommand('status', 'Set status', 's'),
  tag: keyedCommand('tag', 'Add tag', 't', 'label'),
  untag: keyedCommand('untag', 'Remove tag', 'shift+t'),
  owner: keyedCommand('owner', 'Set owner', 'o', 'assign agent'),
  unlock: keyedCommand('unlock', 'Unlock', 'u', 'reveal contact details'),
  dialList: keyedCommand('dial-list', 'Send to a dial list', 'd', 'dialer campaign load'),
  post: keyedCommand('post', 'Post to a receiver', 'shift+p', 'sell leadexec'),
  export: keyedCommand('export', 'Export', 'shift+e', 'csv download'),
  copy: keyedCommand('copy', 'Copy', 'shift+c'),
  addLead: keyedCommand('add-lead', 'Add a lead', 'a'),
  fromFile: keyedCommand('from-file', 'Import leads from a file', 'shift+a', 'csv excel upload'),
  rejects: keyedCommand('rejects', 'Rejected records', 'shift+r', 'errors'),
  sort: keyedCommand('sort', 'Sort by column', 'shift+s'),
  columns: keyedCommand('columns', 'Choose columns', 'v', 'fields'),
  save: keyedCommand('save', 'Save list', 'mod+s'),
  saveAs: keyedCommand('save-as', 'Save as new list', 'mod+shift+s'),
} as const;

/** The same commands as a list, for the settings of keys. */
export const INBOX_KEYS: readonly KeyedAction[] = Object.values(INBOX_ACTIONS);
