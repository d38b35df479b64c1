import { useState } from 'react';
import type { TakenFile } from '../../../bridge/files.ts';
import { FileDrop } from '../../../features/list-file/file-drop.tsx';
import { fileTaker } from '../../../state/hand-over.ts';
import { Button } from '../../../ui/button.tsx';
import { Field } from '../../../ui/field.tsx';
import { TextArea } from '../../../ui/inputs.tsx';
import styles from '../bulk.module.css';

/** Where items come from: a file, or rows that were pasted. */
export type ItemSource = { readonly path: string; readonly name?: string } | { readonly text: string };

const files = fileTaker((taken: TakenFile) => Promise.resolve(taken));

/** Lets the operator choose a file of items, or paste rows of a sheet. */
export function ListSource({ onSource }: { readonly onSource: (source: ItemSource) => void }) {
  const [text, setText] = useState('');
  return (
    <div className={styles.start}>
      <FileDrop
        files={files}
        title="Drop a file of items here"
        onTaken={({ path, name }) => onSource(name === undefined ? { path } : { path, name })}
      >
        An Excel workbook (.xlsx), CSV or other delimited text: a column with values, and if you like columns with
        names, tags and clients. Nothing changes until you have reviewed it.
      </FileDrop>
      <Field label="Or paste rows of a sheet" help="With its header row, for example: Zip, Client.">
        <TextArea value={text} onChange={setText} rows={6} />
      </Field>
      <div>
        <Button disabled={text.trim() === ''} onClick={() => onSource({ text })}>
          Read pasted rows
        </Button>
      </div>
    </div>
  );
}
