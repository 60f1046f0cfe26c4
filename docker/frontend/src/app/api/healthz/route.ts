/** Alive. Never asks the database: an outage there must not restart this process. */
export function GET(): Response {
  return Response.json({ status: 'ok' });
}

export const dynamic = 'force-dynamic';
