import { useState } from 'react';
import type { LeadFilter, LeadSort, LeadView } from '../../../../src-preload/contract/index.ts';
import { call, errorMessage } from '../../../bridge/index.ts';
import { INBOX_ACTIONS } from '../../../features/keys/inbox-keys.ts';
import { navigateFromHere } from '../../../state/hash-location.ts';
import { INBOX, writeInboxAddress } from '../../../state/inbox-address.ts';
import { keepColumns, type Tab } from '../../../state/inbox-tabs.ts';
import type { Action } from '../../../ui/keys.ts';
import { toast, toastError } from '../../../ui/toaster.tsx';

/** The list as it is on screen. */
export interface Standing {
  readonly filter: LeadFilter;
  readonly sort: LeadSort;
  readonly columns: LeadView['columns'];
  /** Whether it can be saved to its tab. */
  readonly savable: boolean;
}

type Asking = 'name' | 'rename';

/** The commands for tabs: save, rename, move, remove. `asking` is the open dialog for a name. */
export function useTabActions(tab: Tab, tabs: readonly Tab[], standing: Standing, refresh: () => Promise<void>) {
  const [asking, setAsking] = useState<Asking | null>(null);
  const own = tabs.filter((t) => t.view !== null);
  const fixed = own.filter((t) => t.view?.fixed === true).length;
  const at = own.findIndex((t) => t.key === tab.key);
  const failed = (thrown: unknown) => toastError(`List not saved: ${errorMessage(thrown)}`);
  const { filter, sort, columns } = standing;

  const save = () => {
    if (tab.view === null || !standing.savable) return setAsking('name');
    // The searched text is not saved with the tab, and stays in the search.
    const own = { ...filter, text: tab.filter.text };
    const go = navigateFromHere();
    const searched = filter.text === own.text ? null : filter;
    call('views.save', { ...tab.view, filter: own, sort, columns: [...columns] }).then(async (view) => {
      await refresh();
      keepColumns(tab.key, null);
      go(writeInboxAddress({ ...INBOX, tab: tab.key, filter: searched }), { replace: true });
      toast(`${view.name} saved`);
    }, failed);
  };
  const named = (name: string) => {
    setAsking(null);
    if (asking === 'rename' && tab.view !== null) {
      call('views.save', { ...tab.view, name }).then(refresh, failed);
      return;
    }
    const go = navigateFromHere();
    call('views.save', { name, filter, sort, columns: [...columns] }).then(async (view) => {
      await refresh();
      keepColumns(tab.key, null);
      go(writeInboxAddress({ ...INBOX, tab: String(view.id) }));
      toast(`List ${view.name} saved`);
    }, failed);
  };
  const move = (by: 1 | -1) => {
    const order = own.flatMap((t) => (t.view === null ? [] : [t.view]));
    const [one] = order.splice(at, 1);
    if (one === undefined) return;
    order.splice(at + by, 0, one);
    const saves = order.map((view, position) =>
      view.position === position ? null : call('views.save', { ...view, position }),
    );
    Promise.all(saves).then(refresh, failed);
  };
  const remove = () => {
    const { view } = tab;
    if (view === null) return;
    const go = navigateFromHere();
    call('views.remove', { id: view.id }).then(
      async () => {
        go(writeInboxAddress(INBOX));
        await refresh();
        toast(`List ${view.name} removed. Its leads are kept.`, () => {
          const { id: _, ...kept } = view;
          call('views.save', kept).then(refresh, failed);
        });
      },
      (thrown: unknown) => toastError(`List not removed: ${errorMessage(thrown)}`),
    );
  };

  const isOwn = tab.view !== null && !tab.view.fixed;
  const group = 'Lists';
  const ofTab: readonly Action[] = [
    { id: 'inbox.tab.rename', label: 'Rename list', group, disabled: !isOwn, run: () => setAsking('rename') },
    { id: 'inbox.tab.left', label: 'Move list left', group, disabled: !isOwn || at <= fixed, run: () => move(-1) },
    {
      id: 'inbox.tab.right',
      label: 'Move list right',
      group,
      disabled: !isOwn || at === own.length - 1,
      run: () => move(1),
    },
    { id: 'inbox.tab.remove', label: 'Remove list', group, disabled: !isOwn, run: remove },
  ];
  const saveAction: Action = { ...INBOX_ACTIONS.save, disabled: !standing.savable, run: save };
  const saveAs: Action = { ...INBOX_ACTIONS.saveAs, run: () => setAsking('name') };
  return { asking, closeAsking: () => setAsking(null), named, save: saveAction, saveAs, ofTab };
}
