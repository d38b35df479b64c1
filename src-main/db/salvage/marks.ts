/** Set in `meta`: what follows from other tables is to be made again before the desk opens. */
export const REBUILD_MARK = 'rebuild';
/** Set in `meta`: what the operator has to know of how this data came to be, until it is dismissed. */
export const NOTICE_MARK = 'notice';
/** Set in `meta`: people who had been erased since the backup are to be erased again. */
export const FORGET_MARK = 'forget-again';
