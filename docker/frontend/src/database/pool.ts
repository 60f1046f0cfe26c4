import { Pool } from 'pg';

import { log } from '@/log/log';
import { settings } from '@/settings/load';

import { sslOption } from './ssl';

// Next bundles pages and route handlers apart, each with its own copy of a module; a process needs one pool only.
const shared = globalThis as typeof globalThis & { todoPool?: Pool };

/** The connections of this process, opened when they are needed and replaced after the database was away. */
export function pool(): Pool {
  shared.todoPool ??= createPool();
  return shared.todoPool;
}

function createPool(): Pool {
  const { host, port, user, password, name, sslMode } = settings().database;
  const created = new Pool({
    host,
    port,
    user,
    password,
    database: name,
    ssl: sslOption(sslMode),
    application_name: 'todo-frontend',
    max: 10,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 30_000,
    query_timeout: 10_000,
    keepAlive: true,
  });
  // Without a listener, a database that restarts would end the process through its idle connections.
  created.on('error', (error) => log('warn', 'an idle database connection was lost', { error }));
  return created;
}
