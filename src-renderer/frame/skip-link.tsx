import styles from './skip-link.module.css';

/** The first stop of the Tab key: over navigation and bar, to what the place is about. */
export function SkipLink() {
  const skip = () => {
    const main = document.querySelector('main');
    if (main === null) return;
    // It takes the focus for this once, so that Tab goes on from there.
    main.tabIndex = -1;
    main.focus();
    main.addEventListener('blur', () => main.removeAttribute('tabindex'), { once: true });
  };
  return (
    <button type="button" className={styles.skip} onClick={skip}>
      Skip to content
    </button>
  );
}
