import { useState } from 'react';
import type { LeadAction, LeadColumn, WhichLeads } from '../../../src-preload/contract/index.ts';
import { revealFile } from '../../bridge/files.ts';
import { call, errorMessage } from '../../bridge/index.ts';
import { importAt } from '../../state/addresses.ts';
import { navigateFromHere } from '../../state/hash-location.ts';
import { refreshInbox, useInboxList } from '../../state/inbox-list.ts';
import { formatCount } from '../../ui/format.ts';
import { toast, toastError } from '../../ui/toaster.tsx';
import { COLUMNS } from './lead-columns.ts';
import { LEAD_STATUSES } from './status-look.ts';

/** The leads that a command applies to, and their number in words. */
export interface Targets {
  readonly which: WhichLeads;
  readonly words: string;
  /** Their number, if it is known. */
  readonly count: number;
}

export type Asking = 'status' | 'tag' | 'untag' | 'owner' | 'export' | 'dial-list';

/** The most leads copied at once, because the clipboard keeps them all in memory. */
const COPIED_AT_MOST = 10_000;

export function leadsWord(n: number): string {
  return formatCount(n, 'lead');
}

function doneWords(action: LeadAction, n: number): string {
  const leads = leadsWord(n);
  switch (action.kind) {
    case 'status':
      return `${leads} marked ${LEAD_STATUSES[action.status].word.toLowerCase()}`;
    case 'tag':
      return `${leads} tagged ${action.tag}`;
    case 'untag':
      return `${action.tag} removed from ${leads}`;
    case 'owner':
      return action.owner === null ? `${leads} unassigned` : `${leads} assigned to ${action.owner}`;
  }
}

/** The commands for leads of a list. `asking` is the open dialog; `onDone` is called after the list has been read again. */
export function useLeadActions(
  targets: Targets | null,
  columns: readonly LeadColumn[],
  onDone: (action: LeadAction) => void,
) {
  const [asking, setAsking] = useState<Asking | null>(null);

  const takeBack = (actId: number) => {
    call('leads.undo', { actId })
      .then(({ changed }) => {
        toast(`Undone for ${leadsWord(changed)}`);
        return refreshInbox();
      })
      .catch((thrown: unknown) => toastError(`Couldn’t undo: ${errorMessage(thrown)}`));
  };

  const run = (what: LeadAction) => {
    if (targets === null) return;
    call('leads.act', { which: targets.which, act: what }).then(
      async ({ actId, changed }) => {
        if (changed === 0) toast('Nothing to change: already set');
        else toast(doneWords(what, changed), () => takeBack(actId));
        await refreshInbox();
        onDone(what);
      },
      (thrown: unknown) => toastError(`Not changed: ${errorMessage(thrown)}`),
    );
  };

  const write = (format: 'csv' | 'json' | 'all') => {
    if (targets === null) return;
    const shown = format === 'all' ? {} : { columns: [...columns] };
    call('leads.export', { which: targets.which, format: format === 'csv' ? 'csv' : 'json', ...shown }).then(
      async ({ path, rows }) => {
        toast(`${leadsWord(rows)} written to ${path}`);
        await revealFile(path);
      },
      (thrown: unknown) => toastError(`Not exported: ${errorMessage(thrown)}`),
    );
  };

  const toDialList = (name: string) => {
    if (targets === null) return;
    const go = navigateFromHere();
    call('leads.toDialList', { which: targets.which, name }).then(
      ({ importId, rows }) => {
        go(importAt(importId));
        toast(`${leadsWord(rows)} added to a dial list. Nothing is sent until you start it.`);
      },
      (thrown: unknown) => toastError(`Dial list not created: ${errorMessage(thrown)}`),
    );
  };

  const copy = () => {
    if (targets === null) return;
    if (targets.count > COPIED_AT_MOST) {
      toastError(
        `${targets.words} are too many to copy (limit: ${leadsWord(COPIED_AT_MOST)}). Export them to a file instead.`,
      );
      return;
    }
    copyText(targets.which, columns)
      .then(async ({ text, rows }) => {
        await navigator.clipboard.writeText(text);
        toast(`${leadsWord(rows)} copied`);
      })
      .catch((thrown: unknown) => toastError(`Not copied: ${errorMessage(thrown)}`));
  };

  const ask = (what: Asking) => targets !== null && setAsking(what);
  return { asking, ask, closeAsking: () => setAsking(null), run, write, toDialList, copy };
}

/** Rows requested at once. */
const COPY_PAGE = 500;

/** The leads as tab-separated lines below a header line, which a spreadsheet can paste. */
async function copyText(which: WhichLeads, columns: readonly LeadColumn[]): Promise<{ text: string; rows: number }> {
  const { question, upTo } = useInboxList.getState();
  if (question === null) return { text: '', rows: 0 };
  const { filter, sort } = question;
  const lines = new Map<number, string>();
  /** Reads one page into `lines` and returns the leads of it. */
  const read = async (at: number, wanted: (id: number) => boolean) => {
    const page = await call('leads.rows', { filter, sort, upTo, at, limit: COPY_PAGE, columns: [...columns] });
    page.ids.forEach((id, i) => {
      if (!wanted(id)) return;
      const cells = columns.map((c) => COLUMNS[c].text(page.columns[c]?.[i] ?? null, Date.now()));
      lines.set(at + i, cells.map((cell) => cell.replace(/[\t\r\n]+/g, ' ')).join('\t'));
    });
    return page.ids;
  };
  if ('ids' in which) {
    // Selected leads are often next to each other, so one page around the first missing lead usually has many of them.
    const left = new Set(which.ids);
    for (const id of which.ids) {
      if (!left.delete(id)) continue;
      const { at } = await call('leads.place', { filter, sort, upTo, id });
      if (at === null) continue;
      left.add(id);
      for (const one of await read(at, (one) => left.has(one))) left.delete(one);
    }
  } else {
    const except = new Set(which.except);
    for (let at = 0; ; at += COPY_PAGE) {
      const ids = await read(at, (id) => !except.has(id));
      if (ids.length < COPY_PAGE) break;
    }
  }
  const inOrder = [...lines].sort(([a], [b]) => a - b).map(([, line]) => line);
  const heads = columns.map((c) => COLUMNS[c].name ?? COLUMNS[c].title).join('\t');
  return { text: `${[heads, ...inOrder].join('\n')}\n`, rows: inOrder.length };
}
