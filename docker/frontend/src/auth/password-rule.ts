/** Lengths of a password in characters, for the form and for the server. */
export const PASSWORD_MIN = 8;
export const PASSWORD_MAX = 128;
