import styles from './tone.module.css';

/** The meaning of a color, which is always shown with an icon or a word. */
export type Tone = 'good' | 'warn' | 'bad' | 'doubt' | 'busy' | 'same' | 'calm' | 'idle';

/** The class that sets --tone (text), --tone-soft (background) and --tone-fill (bars) for its content. */
export function toneClass(tone: Tone): string | undefined {
  return styles[tone];
}
