import { RotateCcw } from 'lucide-react';
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react';
import { ALL_KEYS } from '../../features/keys/all-keys.ts';
import { changePreferences, usePreferences } from '../../state/preferences.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import { chord, type KeyedAction, knownActions } from '../../ui/keys.ts';
import { Note } from '../../ui/notes.tsx';
import { keyClashes, ownKeys } from './key-clashes.ts';
import styles from './keys.module.css';
import sheet from './settings.module.css';

/** A second key that follows within this belongs to the first: "g i". */
const SEQUENCE_MS = 900;

/** Every action with its key, which can be changed. */
export function KeysSettings() {
  const own = usePreferences((p) => p.keys);
  const actions = useMemo(() => {
    const all = new Map([...ALL_KEYS.map((action) => [action.id, action] as const), ...knownActions()]);
    // With their general labels: on screen the label may have contained a number.
    for (const action of ALL_KEYS) all.set(action.id, action);
    return [...all.values()];
  }, []);
  const set = (action: KeyedAction, keys: string | null) => {
    const { [action.id]: _, ...rest } = own;
    changePreferences({ keys: keys === null || keys === action.keys ? rest : { ...rest, [action.id]: keys } });
  };
  const groups = Map.groupBy(actions, (action) => action.group);
  return (
    <section aria-labelledby="keys" className={sheet.sheet}>
      <h2 id="keys">Keyboard</h2>
      <p className={sheet.soft}>
        Click a key, then press the new one. It takes effect immediately and is saved on this computer. In tables, the
        arrow keys, Home, End, Page Up, Page Down and Space can’t be changed.
      </p>
      {Object.keys(own).length > 0 && (
        <div>
          <Button size="small" onClick={() => changePreferences({ keys: {} })}>
            Reset all
          </Button>
        </div>
      )}
      {[...groups].map(([group, inGroup]) => (
        <section key={group} aria-label={group}>
          <h3 className={styles.group}>{group}</h3>
          <ul className={styles.actions}>
            {inGroup.map((action) => (
              <ActionLine
                key={action.id}
                action={action}
                actions={actions}
                own={own}
                onKeys={(keys) => set(action, keys)}
              />
            ))}
          </ul>
        </section>
      ))}
    </section>
  );
}

interface ActionLineProps {
  readonly action: KeyedAction;
  readonly actions: readonly KeyedAction[];
  readonly own: Readonly<Record<string, string>>;
  /** Null puts it back to what it came with. */
  readonly onKeys: (keys: string | null) => void;
}

function ActionLine({ action, actions, own, onKeys }: ActionLineProps) {
  const keys = ownKeys(action, own);
  const clashes = keyClashes(action, actions, own);
  return (
    <li className={styles.action}>
      <span className={styles.label}>{action.label}</span>
      <span className={styles.keys}>
        <KeyCatcher action={action} keys={keys} onKeys={onKeys} />
        {own[action.id] !== undefined && (
          <IconButton
            size="small"
            icon={RotateCcw}
            label={`Reset ${action.label} to ${action.keys}`}
            onClick={() => onKeys(null)}
          />
        )}
      </span>
      {clashes.length > 0 && own[action.id] !== undefined && (
        <Note kind="warning" className={styles.clash}>
          {clashes.map((c) => `“${c.label}”`).join(' and ')} {clashes.length === 1 ? 'has' : 'have'} this key too. Where
          both apply, only one of them works. Choose another key for one of them.
        </Note>
      )}
    </li>
  );
}

interface KeyCatcherProps {
  readonly action: KeyedAction;
  readonly keys: string;
  readonly onKeys: (keys: string) => void;
}

/** A button that takes the next key, or two in a row. Esc leaves it as it is, Delete leaves the action without a key. */
function KeyCatcher({ action, keys, onKeys }: KeyCatcherProps) {
  const [caught, setCaught] = useState<string | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const finish = (chosen: string) => {
    clearTimeout(timer.current);
    setCaught(null);
    onKeys(chosen);
  };
  const onKey = (event: KeyboardEvent<HTMLButtonElement>) => {
    if (caught === null || event.key === 'Tab' || ['Control', 'Shift', 'Alt', 'Meta'].includes(event.key)) return;
    event.preventDefault();
    event.stopPropagation();
    const pressed = chord(event);
    if (caught === '' && pressed === 'Escape') setCaught(null);
    else if (caught === '' && (pressed === 'Delete' || pressed === 'Backspace')) finish('');
    else if (caught !== '') finish(`${caught} ${pressed}`);
    else if (pressed.length > 1) finish(pressed);
    else {
      setCaught(pressed);
      timer.current = setTimeout(() => finish(pressed), SEQUENCE_MS);
    }
  };
  return (
    <button
      type="button"
      className={styles.catcher}
      onClick={() => setCaught('')}
      onKeyDown={onKey}
      onBlur={() => (caught !== '' && caught !== null ? finish(caught) : setCaught(null))}
    >
      <span className="visually-hidden">{action.label}: </span>
      {caught === null ? (
        keys === '' ? (
          <span className={styles.none}>none</span>
        ) : (
          <Kbd keys={keys} />
        )
      ) : caught === '' ? (
        <span className={styles.none}>Press a key</span>
      ) : (
        <Kbd keys={caught} />
      )}
    </button>
  );
}
