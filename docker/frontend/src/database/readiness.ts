import type { Pool, QueryConfig } from 'pg';

export const AUTH_TABLES = ['user', 'session', 'account', 'verification', 'jwks'] as const;

export type Readiness = { ready: true } | { ready: false; reason: string };

/** Whether the database answers in time and holds the tables for signing in. */
export async function checkReadiness(pool: Pick<Pool, 'query'>): Promise<Readiness> {
  const query: QueryConfig & { query_timeout: number } = {
    text: 'select name from unnest($1::text[]) as name where to_regclass(quote_ident(name)) is null',
    values: [AUTH_TABLES],
    query_timeout: 2_000,
  };
  try {
    const { rows } = await pool.query<{ name: string }>(query);
    if (rows.length === 0) return { ready: true };
    const missing = rows.map((row) => row.name).join(', ');
    return { ready: false, reason: `The database lacks the tables ${missing}: run the backend's migrations.` };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : '';
    return { ready: false, reason: `The database does not answer${code}: check that it runs, and the DB_ settings.` };
  }
}
