import { Component, type ErrorInfo, type ReactNode } from 'react';
import { Button } from './button.tsx';
import { ErrorNote } from './notes.tsx';

/** Writes a failure of the page into the desk's log. @returns the id under which it stands there; null where it could not be written */
export type FailureReporter = (where: string, error: Error) => Promise<string | null>;

let report: FailureReporter = () => Promise.resolve(null);

/** Sets who is told when a part of the page fails. */
export function setFailureReporter(reporter: FailureReporter): void {
  report = reporter;
}

interface BoundaryProps {
  /** Its name in the log: a single word. */
  readonly where: string;
  /** What a person calls it, to begin a sentence with. */
  readonly what: string;
  readonly children: ReactNode;
}

interface BoundaryState {
  readonly failed: boolean;
  readonly id: string | null;
}

/** A part of the page that fails by itself: the rest of the window stays, and this part can be shown again. */
export class Boundary extends Component<BoundaryProps, BoundaryState> {
  override state: BoundaryState = { failed: false, id: null };

  static getDerivedStateFromError(): BoundaryState {
    return { failed: true, id: null };
  }

  override componentDidCatch(error: Error, _info: ErrorInfo): void {
    report(this.props.where, error).then(
      (id) => this.setState({ id }),
      // The desk does not answer: the strip says so.
      () => undefined,
    );
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children;
    const { id } = this.state;
    return (
      <ErrorNote
        acts={
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
