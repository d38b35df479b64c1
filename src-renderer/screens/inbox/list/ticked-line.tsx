import { X } from 'lucide-react';
import { Button, IconButton } from '../../../ui/button.tsx';
import type { Action } from '../../../ui/keys.ts';
import styles from './list.module.css';

interface TickedLineProps {
  /** "412,345 leads". */
  readonly ticked: string;
  /** The text of the button that selects all matching leads; null if they are selected already. */
  readonly all: string | null;
  readonly onAll: () => void;
  readonly actions: readonly Action[];
  readonly onClear: () => void;
}

/** Replaces the filters while leads are selected: the commands for them. */
export function TickedLine({ ticked, all, onAll, actions, onClear }: TickedLineProps) {
  return (
    <section aria-label="Selected leads" className={styles.ticked}>
      <output className={styles.count}>{ticked} selected</output>
      {all !== null && (
        <Button
          size="small"
          kind="quiet"
          keys="mod+a"
          hint="All matching leads, including those not loaded"
          onClick={onAll}
        >
          {all}
        </Button>
      )}
      {actions.map((action) => (
        <Button
          key={action.id}
          size="small"
          keys={action.keys}
          hint={`${action.label}: ${ticked}`}
          onClick={action.run}
        >
          {action.label}
        </Button>
      ))}
      <span className={styles.push} />
      <IconButton size="small" icon={X} label="Clear selection" keys="Escape" onClick={onClear} />
    </section>
  );
}
