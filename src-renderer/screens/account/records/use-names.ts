import { useEffect, useMemo } from 'react';
import type { RecordKind } from '../../../../src-preload/contract/index.ts';
import { call } from '../../../bridge/index.ts';
import { useCommandQuery } from '../../../state/use-command-query.ts';
import type { NameOf } from './shown-value.ts';

/** Kinds with few records, which a single call lists: they are read when their names are needed. */
const SMALL: ReadonlySet<RecordKind> = new Set(['leadTypes', 'clientGroups', 'sources', 'lists']);
const HOUR_MS = 3_600_000;

/** Records that are parents of others or referred to by them, by name; the first thousand. */
export function useNamed(
  connectionId: number | null,
  kind: RecordKind | null,
  name: string,
  parent = 0,
): readonly { readonly id: number; readonly name: string }[] {
  const sort = { field: name, descending: false };
  const { value } = useCommandQuery(
    'leadexec.records',
    connectionId === null || kind === null
      ? null
      : { connectionId, kind, sort, count: 1_000, ...(parent === 0 ? {} : { parent }) },
    ['account'],
  );
  useEffect(() => {
    if (connectionId === null || kind === null || !SMALL.has(kind)) return;
    // Offline, the stored copies are shown.
    call('leadexec.open', { connectionId, kind, olderThanMs: HOUR_MS }).catch(() => undefined);
  }, [connectionId, kind]);
  return useMemo(
    () => (value?.rows ?? []).map(({ id, values }) => ({ id, name: String(values[name] ?? '') || String(id) })),
    [value, name],
  );
}

/** The names of client groups and lead types. */
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
