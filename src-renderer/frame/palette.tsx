import { Dialog } from '@base-ui/react/dialog';
import { Command } from 'cmdk';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { wordsTest } from '../../src-preload/rules/has-words.ts';
import { leadAt } from '../state/addresses.ts';
import { navigate } from '../state/hash-location.ts';
import { type LeadHit, looksForLeads, useLeadHits } from '../state/lead-hits.ts';
import { formatPhone } from '../ui/format.ts';
import { Kbd } from '../ui/kbd.tsx';
import { type Action, currentActions, KeyBarrier, searchedText } from '../ui/keys.ts';
import styles from './palette.module.css';

interface PaletteProps {
  readonly open: boolean;
  readonly onClose: () => void;
}

/** Every command of the current screen, and every lead, by typing a part of its name, or of a phone. */
export function Palette({ open, onClose }: PaletteProps) {
  return (
    <Dialog.Root open={open} onOpenChange={(next) => !next && onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className={styles.backdrop} />
        <Dialog.Popup className={styles.popup} aria-label="Commands">
          <Found onClose={onClose} />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function Found({ onClose }: Pick<PaletteProps, 'onClose'>) {
  const [actions] = useState(() => currentActions().filter((a) => a.hidden !== true && a.disabled !== true));
  const [typed, setTyped] = useState('');
  const hits = useLeadHits(typed);
  const isWanted = wordsTest(typed);
  const groups = Map.groupBy(
    actions.filter((action) => isWanted(searchedText(action))),
    (a) => a.group,
  );
  const pick = (action: Action) => {
    onClose();
    action.run();
  };
  const openLead = ({ id }: LeadHit) => {
    onClose();
    navigate(leadAt(id));
  };
  const looking = looksForLeads(typed) && hits.text !== typed.trim();
  // Enter right after the last digit is meant for the lead that is about to be found.
  const wanted = useRef<string | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: when what was looked for is there
  useEffect(() => {
    const [first] = hits.leads;
    const mine = wanted.current === hits.text;
    wanted.current = null;
    if (mine && first !== undefined) openLead(first);
  }, [hits]);
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || groups.size > 0 || !looking) return;
    wanted.current = typed.trim();
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <>
      <KeyBarrier />
      <Command label="Commands" loop shouldFilter={false} onKeyDownCapture={onKey}>
        <Command.Input
          placeholder="Command, or a lead’s name, phone or city"
          className={styles.input}
          value={typed}
          onValueChange={setTyped}
          autoFocus
        />
        <Command.List className={styles.list} label="Commands">
          {!looking && <Command.Empty className={styles.none}>No match.</Command.Empty>}
          {[...groups].map(([group, inGroup]) => (
            <Command.Group key={group} heading={group} className={styles.group}>
              {inGroup.map((action) => (
                <Command.Item key={action.id} value={action.id} onSelect={() => pick(action)} className={styles.item}>
                  <span>{action.label}</span>
                  {action.keys !== undefined && <Kbd keys={action.keys} />}
                </Command.Item>
              ))}
            </Command.Group>
          ))}
          {hits.leads.length > 0 && (
            <Command.Group heading="Leads" className={styles.group}>
              {hits.leads.map((lead) => (
                <Command.Item
                  key={lead.id}
                  value={`lead ${lead.id}`}
                  onSelect={() => openLead(lead)}
                  className={styles.item}
                >
                  <span>{lead.name || 'No name'}</span>
                  <span className={styles.about}>
                    {[formatPhone(lead.phone), lead.place].filter((one) => one !== '').join(' · ')}
                  </span>
                </Command.Item>
              ))}
            </Command.Group>
          )}
        </Command.List>
      </Command>
    </>
  );
}
