import { createAuthClient } from 'better-auth/react';

/** The one address that the browser speaks to. Hard-coded: the app makes no call to any other host. */
export const APP_ORIGIN = 'http://localhost:3000';

export const authClient = createAuthClient({ baseURL: 'http://localhost:3000' });
