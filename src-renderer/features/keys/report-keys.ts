import type { KeyedAction } from '../../ui/keys.ts';

const GROUP = 'Reports';

function keyedCommand<K extends string>(id: K, label: string, keys: string) {
  return { id: `reports.${id}`, label, keys, group: GROUP } as const satisfies KeyedAction;
}

/** Every command of the reports that has a key, with its name and its default key. */
export const REPORT_ACTIONS = {
  today: keyedCommand('today', 'Report on today', '1'),
  week: keyedCommand('week', 'Report on the last 7 days', '2'),
  month: keyedCommand('month', 'Report on the last 30 days', '3'),
  person: keyedCommand('person', 'Report by person', 'p'),
  team: keyedCommand('team', 'Report by team', 't'),
  source: keyedCommand('source', 'Report by source', 's'),
  clear: keyedCommand('clear', 'Report on all sources and teams', 'shift+f'),
  help: keyedCommand('help', 'How this is counted', 'i'),
  exportRows: keyedCommand('export-rows', 'Export the table as CSV', 'e'),
  exportTimes: keyedCommand('export-times', 'Export time to claim as CSV', 'd'),
  exportHours: keyedCommand('export-hours', 'Export the hours as CSV', 'h'),
} as const;

/** The same commands as a list, for the settings of keys. */
export const REPORT_KEYS: readonly KeyedAction[] = Object.values(REPORT_ACTIONS);
