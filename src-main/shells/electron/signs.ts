/** The exit code of a desk that could not start and has told the person why. */
export const REFUSED = 3;

/** Written to stdout once the window shows; `npm start` waits for it. */
export const SHOWN = 'Trunkline is open.';
