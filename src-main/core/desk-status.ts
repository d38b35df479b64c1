import packageJson from '../../package.json' with { type: 'json' };
import type { DeskStatus } from '../../src-preload/contract/index.ts';
import { metaOf } from '../db/meta.ts';
import { NOTICE_MARK } from '../db/salvage/marks.ts';
import type { Store } from '../db/store.ts';
import { hasLeads } from '../leads/rows/leads.ts';
import { shownCounts } from '../queue/rows/shown-counts.ts';
import type { CorePorts } from './ports.ts';

/** The part of the desk's status that is read from its data. */
export function deskStatus(
  store: Store,
  { dataDir, sends }: CorePorts,
): Pick<DeskStatus, 'version' | 'dataDir' | 'notice' | 'sends' | 'hasLeads' | 'counts'> {
  return {
    version: packageJson.version,
    dataDir,
    notice: metaOf(store).get(NOTICE_MARK),
    sends,
    hasLeads: hasLeads(store),
    counts: shownCounts(store),
  };
}
