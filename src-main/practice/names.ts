/** How the practice dialer is reached: who may load leads, and where they go. */
export const PRACTICE_USER = 'practice';
export const PRACTICE_PASSWORD = 'practice';
export const PRACTICE_CAMPAIGN = 'PRACTICE';
export const PRACTICE_LIST = '101';
