import { Plus } from 'lucide-react';
import { type ClipboardEvent, type KeyboardEvent, useLayoutEffect, useRef, useState } from 'react';
import { ActionButton, Button } from '../../../ui/button.tsx';
import { formatCount } from '../../../ui/format.ts';
import { onOwnKeys, useKeys } from '../../../ui/keys.ts';
import type { LeadField } from '../criteria/criterion.ts';
import styles from './mapping.module.css';
import { isTable, withPastedSettings } from './paste.ts';
import { type LeadValues, sentFor } from './sent.ts';
import { SettingRow } from './setting-row.tsx';
import {
  type FieldSetting,
  movedRow,
  newSetting,
  replaced,
  settingProblems,
  staying,
  toggledDelete,
} from './settings.ts';

interface MappingTableProps {
  readonly settings: readonly FieldSetting[];
  /** The fields of the method's lead type. */
  readonly fields: readonly LeadField[];
  /** The method's number, for new rows. */
  readonly uid: number;
  readonly onChange: (settings: readonly FieldSetting[]) => void;
  /** The lead for the preview; null if none is chosen. */
  readonly lead: LeadValues | null;
}

/**
 * What a delivery method sends, one row for each field. Rows are added, moved and removed by keys, and pasted from a spreadsheet; pasting
 * can be undone. Each row shows what would be sent for the chosen lead.
 */
export function MappingTable({ settings, fields, uid, onChange, lead }: MappingTableProps) {
  const body = useRef<HTMLTableSectionElement>(null);
  const [open, setOpen] = useState<ReadonlySet<number>>(new Set());
  const [goesTo, setGoesTo] = useState<number | null>(null);
  const [pasted, setPasted] = useState<{ readonly words: string; readonly before: readonly FieldSetting[] } | null>(
    null,
  );
  const problems = settingProblems(settings, fields);

  useLayoutEffect(() => {
    if (goesTo === null) return;
    body.current
      ?.querySelector<HTMLElement>(`[data-setting="${goesTo}"] input, [data-setting="${goesTo}"] button:last-of-type`)
      ?.focus();
    setGoesTo(null);
  });
  const here = () => {
    const row = document.activeElement?.closest<HTMLElement>('[data-setting]');
    return row !== null && row !== undefined && body.current?.contains(row) ? Number(row.dataset.setting) : null;
  };
  const move = (at: number, by: -1 | 1) => {
    if (settings[at + by] === undefined) return;
    onChange(movedRow(settings, at, by));
    setOpen(new Set([...open].map((one) => (one === at ? at + by : one === at + by ? at : one))));
    setGoesTo(at + by);
  };
  const remove = (at: number) => {
    const next = toggledDelete(settings, at);
    onChange(next);
    if (next.length < settings.length) setOpen(new Set());
    setGoesTo(Math.min(at, next.length - 1));
  };
  const ofRow = (id: string, label: string, keys: string, run: (at: number) => void) => ({
    ...{ id: `mapping.${id}`, label, keys, group: 'Mapping', hidden: true },
    run: () => {
      const at = here();
      if (at !== null) run(at);
    },
  });
  const add = {
    id: 'mapping.add',
    label: 'Add field',
    keys: 'alt+n',
    group: 'Mapping',
    run: () => {
      onChange([...settings, newSetting(uid)]);
      setGoesTo(settings.length);
    },
  };
  const actions = [
    add,
    ofRow('up', 'Move the row up', 'alt+ArrowUp', (at) => move(at, -1)),
    ofRow('down', 'Move the row down', 'alt+ArrowDown', (at) => move(at, 1)),
    ofRow('remove', 'Remove or restore the row', 'alt+Delete', remove),
    ofRow('values', 'Show the row’s values', 'alt+v', (at) => setOpen(toggled(open, at))),
  ];
  useKeys(actions);
  const onPaste = (event: ClipboardEvent) => {
    const text = event.clipboardData.getData('text');
    if (!isTable(text)) return;
    event.preventDefault();
    const { made, added, changed } = withPastedSettings(settings, text, { fields, uid });
    onChange(made);
    setPasted({
      words: `Pasted ${formatCount(added + changed, 'field')}: ${added} new, ${changed} changed.`,
      before: settings,
    });
  };
  // Up and Down move within a column, as in a spreadsheet, but not in a select, where they choose.
  const onKey = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey || !(event.target instanceof HTMLInputElement)) return;
    const { column } = event.target.dataset;
    const by = event.key === 'ArrowDown' || event.key === 'Enter' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    const at = here();
    if (by === 0 || column === undefined || at === null) return;
    for (let to = at + by; to >= 0 && to < settings.length; to += by) {
      const cell = body.current?.querySelector<HTMLInputElement>(
        `[data-setting="${to}"] input[data-column="${column}"]:enabled`,
      );
      if (cell === null || cell === undefined) continue;
      cell.focus();
      cell.select();
      break;
    }
    event.preventDefault();
  };
  const removed = settings.length - staying(settings).length;
  return (
    <section aria-label="Fields sent" className={styles.mapping} onPaste={onPaste} onKeyDown={onOwnKeys(actions)}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">Sent as</th>
            <th scope="col" className={styles.type}>
              Type
            </th>
            <th scope="col">From</th>
            <th scope="col" className={styles.format}>
              Format
            </th>
            <th scope="col" className={styles.count}>
              Values
            </th>
            {lead !== null && <th scope="col">For this lead</th>}
            <th scope="col" className={styles.ends}>
              <span className="visually-hidden">Actions</span>
            </th>
          </tr>
        </thead>
        <tbody ref={body} onKeyDown={onKey}>
          {settings.map((setting, at) => (
            <SettingRow
              // biome-ignore lint/suspicious/noArrayIndexKey: a setting that is not saved yet has no number; its place is what it is
              key={at}
              {...{ at, setting, fields }}
              count={settings.length}
              problem={problems.get(at)}
              sent={lead === null ? null : sentFor(setting, lead, fields)}
              open={open.has(at)}
              onOpen={() => setOpen(toggled(open, at))}
              onChange={(next) => onChange(replaced(settings, at, next))}
              onRemove={() => remove(at)}
              onMove={(by) => move(at, by)}
              onPasted={(words) => setPasted({ words, before: settings })}
            />
          ))}
        </tbody>
      </table>
      <div className={styles.foot}>
        <ActionButton action={add} icon={Plus} size="small" />
        <span className={styles.hint}>
          Paste rows from a spreadsheet: name, then lead field or fixed value; or name, type, source, format.
        </span>
        {removed > 0 && <span className={styles.hint}>{`${formatCount(removed, 'field')} removed when saved.`}</span>}
      </div>
      <div role="status" className={styles.told}>
        {pasted !== null && (
          <>
            {pasted.words}{' '}
            <Button
              size="small"
              onClick={() => {
                onChange(pasted.before);
                setPasted(null);
              }}
            >
              Undo paste
            </Button>
          </>
        )}
      </div>
    </section>
  );
}

function toggled(set: ReadonlySet<number>, at: number): ReadonlySet<number> {
  const next = new Set(set);
  if (!next.delete(at)) next.add(at);
  return next;
}
