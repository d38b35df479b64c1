import '../../src-renderer/ui/tokens.css';
import '../../src-renderer/ui/base.css';
import '../../src-renderer/ui/forced-colors.css';
import { createRoot } from 'react-dom/client';
import styles from './gallery.module.css';
import { Gallery } from './gallery.tsx';

/** Without a theme in the address, the whole gallery in light and in dark beside each other; with one, in that alone. */
function BothThemes() {
  return (
    <div className={styles.both}>
      {['light', 'dark'].map((theme) => (
        <iframe key={theme} title={`The components, ${theme}`} src={`?theme=${theme}`} className={styles.half} />
      ))}
    </div>
  );
}

const theme = new URLSearchParams(location.search).get('theme');
if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root.');
createRoot(root).render(theme === null ? <BothThemes /> : <Gallery />);
