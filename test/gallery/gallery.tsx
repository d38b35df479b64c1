import { useEffect } from 'react';
import { Router } from 'wouter';
import { useHashPath, useHashSearch } from '../../src-renderer/state/hash-location.ts';
import { cx } from '../../src-renderer/ui/cx.ts';
import { listenForKeys } from '../../src-renderer/ui/keys.ts';
import { Page } from '../../src-renderer/ui/page.tsx';
import { Toaster } from '../../src-renderer/ui/toaster.tsx';
import { TooltipGroup } from '../../src-renderer/ui/tooltip.tsx';
import styles from './gallery.module.css';
import { ACCOUNT } from './shown/account.tsx';
import { BUTTONS } from './shown/buttons.tsx';
import { CHARTS } from './shown/charts.tsx';
import { FIELDS } from './shown/fields.tsx';
import { LAYERS } from './shown/layers.tsx';
import { NOTES } from './shown/notes.tsx';
import { PANES } from './shown/panes.tsx';
import { TABLES } from './shown/tables.tsx';
import type { Specimen } from './specimen.tsx';

const SPECIMENS: readonly Specimen[] = [
  ...BUTTONS,
  ...FIELDS,
  ...LAYERS,
  ...NOTES,
  ...CHARTS,
  ...PANES,
  ...TABLES,
  ...ACCOUNT,
];

/** Every component of `src-renderer/ui` in its states, with made data, in one theme. */
export function Gallery() {
  useEffect(() => listenForKeys(window), []);
  return (
    <Router hook={useHashPath} searchHook={useHashSearch}>
      <TooltipGroup>
        <div className={styles.page}>
          <Page title="Components" above={[{ href: '/', label: 'Gallery' }]} aside={`${SPECIMENS.length} parts`}>
            <div className={styles.specimens}>
              {SPECIMENS.map(({ name, wide, Shown }) => (
                <section key={name} aria-label={name} className={cx(styles.specimen, wide && styles.wide)}>
                  <h2>{name}</h2>
                  <Shown />
                </section>
              ))}
            </div>
          </Page>
          <Toaster />
        </div>
      </TooltipGroup>
    </Router>
  );
}
