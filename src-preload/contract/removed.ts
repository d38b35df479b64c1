/** What replaces a secret in everything that is shown or stored. A secret that is sent back as it reads here is not changed. */
export const REMOVED = '[removed]';
