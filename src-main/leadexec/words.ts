/** Why a job is held until a token is there. */
export const WAITS_FOR_TOKEN = 'The access token is being renewed';
/** Why a job is held whose secrets are not in the secret store of this desk. */
export const NO_SECRETS = 'Its passwords are not saved on this desk. Cancel it and make the request again';
