import { pool } from '@/database/pool';
import { checkReadiness } from '@/database/readiness';

export async function GET(): Promise<Response> {
  const readiness = await checkReadiness(pool());
  return readiness.ready
    ? Response.json({ status: 'ready' })
    : Response.json({ status: 'unavailable', reason: readiness.reason }, { status: 503 });
}

export const dynamic = 'force-dynamic';
