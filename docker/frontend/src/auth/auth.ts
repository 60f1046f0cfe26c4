import { betterAuth } from 'better-auth';
import { jwt } from 'better-auth/plugins/jwt';

import { pool } from '@/database/pool';
import { log } from '@/log/log';
import { settings } from '@/settings/load';

import { PASSWORD_MAX, PASSWORD_MIN } from './password-rule';
import { signInLimit } from './sign-in-limit';

const shared = globalThis as typeof globalThis & { todoAuth?: Auth };

type Auth = ReturnType<typeof createAuth>;

/** better-auth on our database, made when first needed: a build has neither secret nor database. */
export function auth(): Auth {
  shared.todoAuth ??= createAuth();
  return shared.todoAuth;
}

function createAuth() {
  const { appUrl, authSecret } = settings();
  return betterAuth({
    appName: 'Todo',
    baseURL: appUrl,
    trustedOrigins: [appUrl],
    secret: authSecret,
    database: pool(),
    telemetry: { enabled: false },
    emailAndPassword: {
      enabled: true,
      minPasswordLength: PASSWORD_MIN,
      maxPasswordLength: PASSWORD_MAX,
    },
    // A person may leave: the database then deletes the tasks, too. The chart's test cleans up by it.
    user: { deleteUser: { enabled: true } },
    plugins: [
      jwt({
        // The browser asks for a token when it needs one; better-auth would also put one into each session answer.
        disableSettingJwtHeader: true,
        jwks: { keyPairConfig: { alg: 'EdDSA', crv: 'Ed25519' } },
        jwt: {
          issuer: appUrl,
          audience: appUrl,
          expirationTime: '15m',
          // The backend needs the subject only. By default the token would carry name and e-mail address.
          definePayload: () => ({}),
        },
      }),
    ],
    hooks: signInLimit,
    rateLimit: {
      enabled: true,
      storage: 'memory',
      window: 10,
      max: 200,
      // For each client address. Behind a node port, all people may share one, so these stop floods, not people.
      customRules: {
        '/sign-in/email': { window: 60, max: 60 },
        '/sign-up/email': { window: 60, max: 60 },
        // Asked by the backend, for everybody.
        '/jwks': false,
      },
    },
    advanced: {
      // It remembers a missing table until the process ends, so a start before the migration would never recover.
      // The readiness probe looks for the tables each time.
      database: { validateSchema: false },
      // http://localhost has no TLS, and a browser drops a Secure cookie from it in some cases.
      useSecureCookies: appUrl.startsWith('https:'),
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax' },
    },
    logger: {
      disableColors: true,
      level: 'warn',
      log: (level, message, ...details) => {
        const error = details.find((detail) => detail instanceof Error);
        log(level, message, { component: 'better-auth', ...(error === undefined ? {} : { error }) });
      },
    },
  });
}
