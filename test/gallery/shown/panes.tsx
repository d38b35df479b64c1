import { useState } from 'react';
import { Button } from '../../../src-renderer/ui/button.tsx';
import { DetailPane, PaneSection, PaneTitle } from '../../../src-renderer/ui/detail-pane.tsx';
import { SplitPane } from '../../../src-renderer/ui/split-pane.tsx';
import { Frame, nothing, type Specimen } from '../specimen.tsx';

function Lead({ value, error = null }: { readonly value: string | null; readonly error?: string | null }) {
  return (
    <DetailPane value={value} error={error} lines={4} onAgain={nothing} onClose={nothing}>
      {(name) => (
        <>
          <PaneTitle name={name} onClose={nothing}>
            <Button size="small">Call</Button>
          </PaneTitle>
          <PaneSection title="Phones" count={2} about="2 can be called now">
            <p>415-555-0132</p>
            <p>415-555-0177</p>
          </PaneSection>
        </>
      )}
    </DetailPane>
  );
}

function Split() {
  const [width, setWidth] = useState(520);
  return (
    <Frame>
      <SplitPane
        list={<p>The list</p>}
        detail={<Lead value="Dana Whitfield-Oyelaran" />}
        detailLabel="Lead"
        width={width}
        onWidth={setWidth}
        onClose={nothing}
        min={160}
      />
    </Frame>
  );
}

export const PANES: readonly Specimen[] = [
  { name: 'SplitPane, DetailPane, PaneTitle, PaneSection', wide: true, Shown: Split },
  {
    name: 'DetailPane: loading',
    Shown: () => (
      <Frame>
        <Lead value={null} />
      </Frame>
    ),
  },
  {
    name: 'DetailPane: could not be read',
    Shown: () => (
      <Frame>
        <Lead value={null} error="The lead could not be read. Nothing was changed." />
      </Frame>
    ),
  },
];
