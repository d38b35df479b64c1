/** A key in `meta`: the lead from which on leads and their keys must be made again before the desk opens (`leads/rebuild.ts`). */
export const REBUILD_MARK = 'rebuild';
/** A key in `meta`: the lead from which on the keys of leads must be made again while the desk is open (`leads/key-upkeep.ts`). */
export const KEYS_MARK = 'keys_due';
/** A key in `meta`: the index of leads must be rebuilt in the background. It stays until that is done, also over restarts. */
export const INDEX_MARK = 'index_due';
/** A key in `meta`: the names, as JSON, of indexes of SQLite's that lack rows and must be made again before the desk opens. */
export const REINDEX_MARK = 'reindex';
/** A key in `meta`: the names, as JSON, of tables of numbers whose rows must be counted again before the desk opens. */
export const RECOUNT_MARK = 'recount';
/** A key in `meta`: what the operator has to know about the origin of this data, until it is dismissed. */
export const NOTICE_MARK = 'notice';
/** A key in `meta`: people who were erased since the backup must be erased again. */
export const FORGET_MARK = 'forget-again';
