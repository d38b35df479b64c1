/**
 * Set by the build from `TRUNKLINE_UPDATE_FEED` and `TRUNKLINE_UPDATE_KEY` (electron.vite.config.ts); undefined when running from source.
 */
declare const __UPDATE_FEED__: string | undefined;
declare const __UPDATE_KEY__: string | undefined;

export interface BuiltIn {
  /** Empty if the package was built without. */
  readonly url: string;
  readonly publicKey: string;
}

/** The feed and its key in this package. */
export const BUILT_IN: BuiltIn = {
  url: typeof __UPDATE_FEED__ === 'string' ? __UPDATE_FEED__ : '',
  publicKey: typeof __UPDATE_KEY__ === 'string' ? __UPDATE_KEY__ : '',
};
