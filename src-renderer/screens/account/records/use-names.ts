import { useMemo } from 'react';
import type { RecordKind } from '../../../../src-preload/contract/index.ts';
import { useAsk } from '../../../state/use-ask.ts';
import type { NameOf } from './shown-value.ts';

/** Records that others are below or point to, by name; the first thousand. */
export function useNamed(
  connectionId: number | null,
  kind: RecordKind | null,
  name: string,
  parent = 0,
): readonly { readonly id: number; readonly name: string }[] {
  const sort = { field: name, descending: false };
  const { value } = useAsk(
    'leadexec.records',
    connectionId === null || kind === null
      ? null
      : { connectionId, kind, sort, count: 1_000, ...(parent === 0 ? {} : { parent }) },
    ['account'],
  );
  return useMemo(
    () => (value?.rows ?? []).map(({ id, values }) => ({ id, name: String(values[name] ?? '') || String(id) })),
    [value, name],
  );
}

/** What client groups and lead types are called. */
export function useNameOf(connectionId: number): NameOf {
  const groups = useNamed(connectionId, 'clientGroups', 'Description');
  const types = useNamed(connectionId, 'leadTypes', 'Descriptor');
  return useMemo(() => {
    const named = {
      clientGroups: new Map(groups.map((one) => [one.id, one.name])),
      leadTypes: new Map(types.map((one) => [one.id, one.name])),
    };
    return (kind, id) => (kind === 'clientGroups' || kind === 'leadTypes' ? named[kind].get(id) : undefined);
  }, [groups, types]);
}
