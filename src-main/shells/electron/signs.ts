/** The exit code of a desk that could not start and has shown the reason. */
export const REFUSED = 3;

/** Written to stdout once the window is shown; `npm start` waits for it. */
export const SHOWN = 'Trunkline is open.';
