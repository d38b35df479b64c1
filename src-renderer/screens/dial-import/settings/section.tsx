import { ChevronRight } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import styles from './settings-form.module.css';

interface SectionProps {
  readonly title: string;
  /** The values of the section, in a few words. */
  readonly chosen: string;
  /** Whether a value is wrong: then the section is expanded. */
  readonly wrong: boolean;
  readonly children: ReactNode;
}

/** A section of the settings that can be expanded. Collapsed, it summarizes its values. */
export function Section({ title, chosen, wrong, children }: SectionProps) {
  const [open, setOpen] = useState(wrong);
  useEffect(() => {
    if (wrong) setOpen(true);
  }, [wrong]);
  return (
    <details className={styles.section} open={open} onToggle={(e) => setOpen(e.currentTarget.open)}>
      <summary className={styles.summary}>
        <ChevronRight size={14} aria-hidden="true" className={styles.chevron} />
        <span className={styles.sectionTitle}>{title}</span>
        <span className={styles.chosen}>{chosen}</span>
      </summary>
      <div className={styles.inside}>{children}</div>
    </details>
  );
}
