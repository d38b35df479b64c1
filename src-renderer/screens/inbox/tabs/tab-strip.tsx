import { ChevronDown } from 'lucide-react';
import { Link } from 'wouter';
import type { LeadCount } from '../../../../src-preload/contract/index.ts';
import { writeInboxAddress } from '../../../state/inbox-address.ts';
import type { Tab } from '../../../state/inbox-tabs.ts';
import { IconButton } from '../../../ui/button.tsx';
import { cx } from '../../../ui/cx.ts';
import { formatCount, formatNumber } from '../../../ui/format.ts';
import type { Action } from '../../../ui/keys.ts';
import { Menu } from '../../../ui/menu.tsx';
import styles from './tabs.module.css';

interface TabStripProps {
  readonly tabs: readonly Tab[];
  /** The number of leads in each tab, in the same order; null until known. */
  readonly counts: readonly LeadCount[] | null;
  readonly current: Tab;
  /** Whether the current tab has unsaved changes. */
  readonly changed: boolean;
  /** The commands for the current tab, if it is a saved one. */
  readonly actions: readonly Action[];
}

/** The lists as tabs, each with its number of leads. */
export function TabStrip({ tabs, counts, current, changed, actions }: TabStripProps) {
  return (
    <nav aria-label="Lists" className={styles.strip}>
      <ul className={styles.tabs}>
        {tabs.map((tab, i) => {
          const here = tab.key === current.key;
          const count = counts?.[i];
          return (
            <li key={tab.key} className={cx(styles.tab, here && styles.here)}>
              <Link
                href={writeInboxAddress({ tab: tab.key, filter: null, sort: null, lead: null })}
                className={styles.link}
                aria-current={here ? 'page' : undefined}
              >
                <span className={styles.name}>
                  {tab.name}
                  <span className="visually-hidden">
                    {count === undefined ? '' : `, ${formatCount(count.count, 'lead')}${count.exact ? '' : ' or more'}`}
                    {here && changed ? ', changed' : ''}
                  </span>
                </span>
                {here && changed && <span className={styles.changed} />}
                <span aria-hidden="true" className={styles.count}>
                  {count === undefined ? '' : `${formatNumber(count.count)}${count.exact ? '' : '+'}`}
                </span>
              </Link>
              {here && tab.view !== null && !tab.view.fixed && (
                <Menu
                  trigger={
                    <IconButton
                      size="small"
                      icon={ChevronDown}
                      label={`Edit list ${tab.name}`}
                      className={styles.menu}
                    />
                  }
                  actions={actions}
                />
              )}
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
