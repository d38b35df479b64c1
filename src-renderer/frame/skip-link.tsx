import styles from './skip-link.module.css';

/** The first stop of the Tab key: skips navigation and bar, and moves to the main content. */
export function SkipLink() {
  const skip = () => {
    const main = document.querySelector('main');
    if (main === null) return;
    // It is focusable only for this, so that Tab continues from there.
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
