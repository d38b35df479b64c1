import { FileSearch, RotateCw } from 'lucide-react';
import { useState } from 'react';
import type { Mapping } from '../../../../src-preload/contract/index.ts';
import { type Fix, fixesOf } from '../../../../src-preload/rules/cures.ts';
import { call, errorMessage } from '../../../bridge/index.ts';
import { importAt } from '../../../state/addresses.ts';
import { navigate, navigateFromHere } from '../../../state/hash-location.ts';
import { Button } from '../../../ui/button.tsx';
import { toast, toastError } from '../../../ui/toaster.tsx';

interface FixesProps {
  readonly importId: number;
  readonly code: string;
  readonly mapping: Mapping;
}

/** Other ways to read the file that may remove the reason. Choosing one checks every row again. */
export function Fixes({ importId, code, mapping }: FixesProps) {
  const [busy, setBusy] = useState(false);
  const choose = async (cure: Fix) => {
    if (cure.kind === 'file') return navigate(importAt(importId, 'file'));
    const go = navigateFromHere();
    setBusy(true);
    try {
      await call('imports.configure', { id: importId, mapping: { ...mapping, ...cure.mapping } });
      await call('imports.check', { id: importId });
      toast(`${cure.label}: every row is checked again`);
      go(importAt(importId, 'checks'));
    } catch (thrown) {
      toastError(errorMessage(thrown));
    } finally {
      setBusy(false);
    }
  };
  return fixesOf(code, mapping).map((cure) => (
    <Button
      key={cure.label}
      size="small"
      icon={cure.kind === 'file' ? FileSearch : RotateCw}
      disabled={busy}
      onClick={() => void choose(cure)}
    >
      {cure.label}
    </Button>
  ));
}
