import { Search } from 'lucide-react';
import { useState } from 'react';
import { DayInput } from '../../../src-renderer/ui/day-input.tsx';
import { Field, FieldGroup } from '../../../src-renderer/ui/field.tsx';
import { Checkbox, NumberInput, Switch, TextArea, TextInput } from '../../../src-renderer/ui/inputs.tsx';
import { RangeEditor } from '../../../src-renderer/ui/range-editor.tsx';
import { SearchField } from '../../../src-renderer/ui/search-field.tsx';
import { Segmented } from '../../../src-renderer/ui/segmented.tsx';
import { Select } from '../../../src-renderer/ui/select.tsx';
import { nothing, Row, type Specimen, State } from '../specimen.tsx';

function Fields() {
  const [name, setName] = useState('Spring campaign');
  const [list, setList] = useState<number | null>(101);
  return (
    <>
      <Field label="Name" help="Shown in the list of imports.">
        <TextInput value={name} onChange={setName} />
      </Field>
      <Field label="List" error="Enter a list of 2 to 8 digits.">
        <NumberInput value={list} onChange={setList} />
      </Field>
      <Field label="Address">
        <TextInput value="https://dialer.example.net" onChange={nothing} disabled />
      </Field>
      <Field label="Posting instructions">
        <TextArea rows={3} value={'FirstName*\nLastName*'} onChange={nothing} />
      </Field>
      <Field label="Search">
        <TextInput icon={Search} size="small" value="" placeholder="Search leads" onChange={nothing} />
      </Field>
    </>
  );
}

function Ticks() {
  const [on, setOn] = useState(true);
  const [off, setOff] = useState(false);
  return (
    <FieldGroup legend="Number checks" note="What the dialer refuses by itself.">
      <Checkbox label="Check area codes" checked={on} onChange={setOn} />
      <Checkbox label="Add to hopper" help="The dialer calls it next." checked={off} onChange={setOff} />
      <Checkbox label="Search the campaign’s lists" checked disabled onChange={nothing} />
      <Switch label="Play a sound" checked={on} onChange={setOn} />
      <Switch label="Notify at night" help="From 9 PM to 8 AM." checked={off} onChange={setOff} />
      <Switch label="Import automatically" checked={false} disabled onChange={nothing} />
    </FieldGroup>
  );
}

const STATES = [
  { value: 'CA', label: 'California' },
  { value: 'NV', label: 'Nevada', note: '12 leads' },
  { value: 'PR', label: 'Puerto Rico', disabled: true },
] as const;

function Selects() {
  const [state, setState] = useState<string | null>('CA');
  return (
    <>
      <Field label="State">
        <Select value={state} onChange={setState} options={STATES} />
      </Field>
      <Field label="State, none chosen" error="Choose a state.">
        <Select value={null} onChange={setState} options={STATES} placeholder="Choose a state" />
      </Field>
      <Row>
        <Select
          aria-label="Grouped, small"
          size="small"
          value="NV"
          onChange={nothing}
          options={[{ label: 'West', options: STATES }]}
        />
        <Select aria-label="Disabled" value="CA" onChange={nothing} options={STATES} disabled />
        <Select aria-label="Too long" value="long" onChange={nothing} options={[{ value: 'long', label: LONG }]} />
      </Row>
    </>
  );
}

/** Longer than any select is wide. */
const LONG = 'Delivery accounts of agencies, '.repeat(12).trim();

function Segments() {
  const [whose, setWhose] = useState<'mine' | 'all'>('mine');
  return (
    <Row>
      <Segmented
        aria-label="Whose"
        value={whose}
        onChange={setWhose}
        options={[
          { value: 'mine', label: 'Mine', count: '12' },
          { value: 'all', label: 'Everyone’s', count: '1,204' },
        ]}
      />
    </Row>
  );
}

function Ranges() {
  const [from, setFrom] = useState<number | null>(null);
  const [to, setTo] = useState<number | null>(5);
  const spans = [
    { label: 'Any', chosen: from === null && to === null, onChoose: nothing },
    { label: 'Up to 5', chosen: to === 5, onChoose: nothing },
  ];
  return (
    <>
      <State name="Numbers">
        <RangeEditor
          spans={spans}
          from={{ label: 'At least', value: from, onChange: setFrom }}
          to={{ label: 'At most', value: to, onChange: setTo }}
        />
      </State>
      <State name="Days">
        <RangeEditor
          days
          from={{ label: 'From', value: Date.UTC(2026, 9, 1, 12), onChange: nothing }}
          to={{ label: 'To', value: null, onChange: nothing }}
        />
      </State>
    </>
  );
}

function SearchFields() {
  const [text, setText] = useState('');
  return (
    <SearchField
      action={{ id: 'gallery.search', label: 'Search leads', keys: '/', group: 'Gallery' }}
      where="Name, phone or note"
      pauseMs={150}
      text={text}
      onText={setText}
      onDone={nothing}
    />
  );
}

function Days() {
  const [day, setDay] = useState('2026-11-28');
  return <DayInput label="First day" value={day} onChange={setDay} />;
}

export const FIELDS: readonly Specimen[] = [
  { name: 'Field, TextInput, NumberInput, TextArea', Shown: Fields },
  { name: 'FieldGroup, Checkbox, Switch', Shown: Ticks },
  { name: 'Select', Shown: Selects },
  { name: 'Segmented', Shown: Segments },
  { name: 'DayInput', Shown: Days },
  { name: 'SearchField', Shown: SearchFields },
  { name: 'RangeEditor', Shown: Ranges },
];
