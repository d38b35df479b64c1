import styles from './tone.module.css';

/** What a colour means here; always beside an icon or a word. */
export type Tone = 'good' | 'warn' | 'bad' | 'doubt' | 'busy' | 'same' | 'calm' | 'idle';

/** The class that sets --tone (text), --tone-soft (ground) and --tone-fill (bars) for what is inside. */
export function toneClass(tone: Tone): string | undefined {
  return styles[tone];
}
