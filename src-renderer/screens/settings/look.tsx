import type { Preferences } from '../../../src-preload/contract/index.ts';
import { shellNotifies } from '../../bridge/index.ts';
import { changePreferences, usePreferences } from '../../state/preferences.ts';
import { type ClockChoice, systemTellsTwelve } from '../../ui/clock.ts';
import { Switch } from '../../ui/inputs.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import styles from './settings.module.css';

/** Theme and time format, and the behavior of the desk's own window. */
export function LookSettings() {
  const theme = usePreferences((p) => p.theme);
  const clock = usePreferences((p) => p.clock);
  return (
    <section aria-labelledby="look" className={styles.sheet}>
      <h2 id="look">Appearance</h2>
      <div>
        <Segmented<'system' | 'light' | 'dark'>
          aria-label="Theme"
          value={theme}
          onChange={(to) => changePreferences({ theme: to })}
          options={[
            { value: 'system', label: 'System' },
            { value: 'light', label: 'Light' },
            { value: 'dark', label: 'Dark' },
          ]}
        />
      </div>
      <div>
        <Segmented<ClockChoice>
          aria-label="Time format"
          value={clock}
          onChange={(to) => changePreferences({ clock: to })}
          options={[
            { value: 'system', label: `System: ${systemTellsTwelve() ? '2:05 PM' : '14:05'}` },
            { value: '12', label: '12-hour' },
            { value: '24', label: '24-hour' },
          ]}
        />
      </div>
      <p className={styles.soft}>Takes effect immediately and is saved on this computer.</p>
      {shellNotifies() && <WindowSettings />}
    </section>
  );
}

/** A browser's tab has neither: closing it ends nothing, and the desk behind it can't keep the computer awake. */
function WindowSettings() {
  const whenClosed = usePreferences((p) => p.whenClosed);
  const keepAwake = usePreferences((p) => p.keepAwake);
  return (
    <>
      <h3>While rows are sent</h3>
      <div>
        <Segmented<Preferences['whenClosed']>
          aria-label="When the window is closed while rows are sent"
          value={whenClosed}
          onChange={(to) => changePreferences({ whenClosed: to })}
          options={[
            { value: 'send-on', label: 'Closing the window keeps sending' },
            { value: 'quit', label: 'Closing the window quits' },
          ]}
        />
      </div>
      <p className={styles.soft}>
        {whenClosed === 'send-on'
          ? 'Sending continues in the tray, and Trunkline quits when all rows are sent.'
          : 'Requests in flight finish first. The remaining rows are sent when you start Trunkline again.'}{' '}
        Ctrl+W never quits while rows are sent.
      </p>
      <Switch
        label="Keep this computer awake"
        help="Sleep would interrupt sending. The screen may still turn off."
        checked={keepAwake}
        onChange={(to) => changePreferences({ keepAwake: to })}
      />
    </>
  );
}
