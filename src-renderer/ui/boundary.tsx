import { Component, type ErrorInfo, type ReactNode } from 'react';
import { Button } from './button.tsx';
import { ErrorNote } from './notes.tsx';

/** Writes an error of the page to the desk's log. @returns its id there; null if it could not be written */
export type FailureReporter = (where: string, error: Error) => Promise<string | null>;

let report: FailureReporter = () => Promise.resolve(null);

/** Sets the function that is called when a part of the page fails. */
export function setFailureReporter(reporter: FailureReporter): void {
  report = reporter;
}

interface BoundaryProps {
  /** Its name in the log: a single word. */
  readonly where: string;
  /** Its name for a person, as the beginning of a sentence. */
  readonly what: string;
  readonly children: ReactNode;
}

interface BoundaryState {
  readonly failed: boolean;
  readonly id: string | null;
}

/** A part of the page with its own error handling: if it fails, the rest of the window stays, and this part can be shown again. */
export class Boundary extends Component<BoundaryProps, BoundaryState> {
  override state: BoundaryState = { failed: false, id: null };

  static getDerivedStateFromError(): BoundaryState {
    return { failed: true, id: null };
  }

  override componentDidCatch(error: Error, _info: ErrorInfo): void {
    report(this.props.where, error).then(
      (id) => this.setState({ id }),
      // The desk does not answer, which the strip shows.
      () => undefined,
    );
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children;
    const { id } = this.state;
    return (
      <ErrorNote
        actions={
          <Button size="small" onClick={() => this.setState({ failed: false, id: null })}>
            Reload
          </Button>
        }
      >
        {this.props.what} couldn’t be displayed. Nothing was lost, and everything else still works.
        {id === null ? '' : ` Error ${id} in the log.`}
      </ErrorNote>
    );
  }
}
