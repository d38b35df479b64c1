import { changePreferences, usePreferences } from '../../state/preferences.ts';
import { Segmented } from '../../ui/segmented.tsx';
import styles from './settings.module.css';

/** Light, dark, or as the system says. */
export function LookSettings() {
  const theme = usePreferences((p) => p.theme);
  return (
    <section aria-labelledby="look" className={styles.sheet}>
      <h2 id="look">Look</h2>
      <div>
        <Segmented<'system' | 'light' | 'dark'>
          aria-label="Light or dark"
          value={theme}
          onChange={(to) => changePreferences({ theme: to })}
          options={[
            { value: 'system', label: 'As the system' },
            { value: 'light', label: 'Light' },
            { value: 'dark', label: 'Dark' },
          ]}
        />
      </div>
      <p className={styles.soft}>Takes effect at once and is kept on this computer.</p>
    </section>
  );
}
