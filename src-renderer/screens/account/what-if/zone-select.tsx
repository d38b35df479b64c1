import { Select } from '../../../ui/select.tsx';

interface ZoneSelectProps {
  readonly value: string | null;
  readonly onChange: (zone: string) => void;
}

const ZONES: readonly string[] = Intl.supportedValuesOf('timeZone');

/** A time zone by name. A zone that this computer doesn't list can stay chosen. */
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
