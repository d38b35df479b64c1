import type { CsvEncoding, Inspection } from '../../../src-preload/contract/index.ts';
import { Button } from '../../ui/button.tsx';
import { Note } from '../../ui/notes.tsx';
import styles from './encoding-question.module.css';
import { encodingLabel } from './encodings.ts';

interface EncodingQuestionProps {
  readonly encodings: Inspection['encodings'];
  readonly disabled: boolean;
  readonly onChoose: (encoding: CsvEncoding) => void;
}

/** Asks which encoding displays names correctly, if the file doesn't determine it. */
export function EncodingQuestion({ encodings, disabled, onChoose }: EncodingQuestionProps) {
  if (encodings.length === 0) return null;
  return (
    <Note kind="warning">
      The file’s encoding is ambiguous. Choose the line with correct accented letters, or pick another encoding below,
      to continue.
      <ul className={styles.readings} aria-label="Encoding options">
        {encodings.map(({ encoding, examples }) => (
          <li key={encoding}>
            <Button size="small" disabled={disabled} onClick={() => onChoose(encoding)}>
              {encodingLabel(encoding)}
            </Button>
            <span>{examples.slice(0, 6).join(', ')}</span>
          </li>
        ))}
      </ul>
    </Note>
  );
}
