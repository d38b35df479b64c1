import type { KeyedAct } from '../../ui/keys.ts';

const GROUP = 'Reports';

function act<K extends string>(id: K, label: string, keys: string) {
  return { id: `reports.${id}`, label, keys, group: GROUP } as const satisfies KeyedAct;
}

/** Every act of the reports that has a key: what it is called, and the key it comes with. */
export const REPORT_ACTS = {
  today: act('today', 'Report on today', '1'),
  week: act('week', 'Report on the last 7 days', '2'),
  month: act('month', 'Report on the last 30 days', '3'),
  person: act('person', 'Report by person', 'p'),
  team: act('team', 'Report by team', 't'),
  source: act('source', 'Report by source', 's'),
  clear: act('clear', 'Report on all sources and teams', 'shift+f'),
  help: act('help', 'How this is counted', 'i'),
  exportRows: act('export-rows', 'Export the table as CSV', 'e'),
  exportTimes: act('export-times', 'Export time to claim as CSV', 'd'),
  exportHours: act('export-hours', 'Export the hours as CSV', 'h'),
} as const;

/** For the page of keys. */
export const REPORT_KEYS: readonly KeyedAct[] = Object.values(REPORT_ACTS);
