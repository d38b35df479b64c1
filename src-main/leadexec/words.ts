/** Why a job is held if its secrets are not in the secret store of this desk. */
export const NO_SECRETS = 'Its passwords are not saved on this desk. Cancel it and make the request again';
