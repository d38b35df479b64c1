import { Select } from '../../../ui/select.tsx';

interface ZoneSelectProps {
  readonly value: string | null;
  readonly onChange: (zone: string) => void;
}

const ZONES: readonly string[] = Intl.supportedValuesOf('timeZone');

/** A time zone by its name; one that this machine doesn't list stays chosen. */
export function ZoneSelect({ value, onChange }: ZoneSelectProps) {
  const zones = value === null || ZONES.includes(value) ? ZONES : [value, ...ZONES];
  return (
    <Select<string>
      value={value}
      placeholder="Choose"
      options={zones.map((one) => ({ value: one, label: one.replaceAll('_', ' ') }))}
      onChange={onChange}
    />
  );
}
