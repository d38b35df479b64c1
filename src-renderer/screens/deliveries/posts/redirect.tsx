import { Copy, ExternalLink } from 'lucide-react';
import type { Job } from '../../../../src-preload/contract/index.ts';
import buttons from '../../../ui/button.module.css';
import { Button } from '../../../ui/button.tsx';
import { cx } from '../../../ui/cx.ts';
import { useKeys } from '../../../ui/keys.ts';
import { toast, toastError } from '../../../ui/toaster.tsx';
import { Confirmation } from './confirmation.tsx';
import styles from './posts.module.css';

/** The buyer's page that an answer redirects to: its full address, to be opened outside the desk or copied. Only https is opened. */
export function Redirect({ job }: { readonly job: Job }) {
  const addresses = [job.redirectUrl ?? null, ...(job.sends ?? []).map(({ redirectUrl }) => redirectUrl)];
  const shown = [...new Set(addresses.filter((one): one is string => one !== null && one !== ''))];
  const first = shown[0] ?? null;
  const copy = (address: string) => {
    navigator.clipboard.writeText(address).then(
      () => toast('Address copied.'),
      () => toastError('The address could not be copied. Select it and copy it by hand.'),
    );
  };
  useKeys([
    {
      id: 'deliveries.copyRedirect',
      label: 'Copy the redirect address',
      keys: 'y',
      group: 'Deliveries',
      disabled: first === null,
      run: () => first !== null && copy(first),
    },
  ]);
  return shown.map((address) => (
    <div key={address} className={styles.redirect}>
      <code className={styles.address}>{address}</code>
      {isHttps(address) ? (
        <a
          href={address}
          target="_blank"
          rel="noreferrer noopener"
          className={cx(buttons.button, buttons.plain, buttons.small)}
        >
          <ExternalLink size={14} aria-hidden="true" />
          Open outside
        </a>
      ) : (
        <p>Not opened: the address isn’t https.</p>
      )}
      <Button size="small" icon={Copy} onClick={() => copy(address)}>
        Copy
      </Button>
      {isHttps(address) && <Confirmation job={job} address={address} />}
    </div>
  ));
}

function isHttps(address: string): boolean {
  return URL.parse(address)?.protocol === 'https:';
}
