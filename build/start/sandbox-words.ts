import { dirname, join } from 'node:path';

/**
 * What Chromium says where its sandbox can't start: no user namespaces and no helper (content/browser/zygote_host/zygote_host_impl_linux.cc, "No usable
 * sandbox!"), or a helper that npm has unpacked without the rights it needs (sandbox/linux/suid/client/setuid_sandbox_host.cc, "The SUID
 * sandbox helper binary was found, but is not configured correctly").
 */
const REFUSED = /No usable sandbox!|SUID sandbox helper binary was found/;

/**
 * Why the window's sandbox could not start and what cures it; null where the complaint is another. Ubuntu 24.04 and later refuse user namespaces to
 * programs without an AppArmor profile; the helper beside Electron's program does without them, once it is root's and has the mode 4755.
 */
export function sandboxWords(complaint: string, binary: string): string | null {
  if (!REFUSED.test(complaint)) return null;
  const helper = join(dirname(binary), 'chrome-sandbox');
  return (
    'this system refuses the user namespaces that its sandbox needs, as Ubuntu 24.04 and later do. For the window, run ' +
    `sudo chown root:root "${helper}" && sudo chmod 4755 "${helper}", or install the deb, which brings an AppArmor profile`
  );
}
