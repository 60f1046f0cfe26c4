import { forward } from '@/backend/forward';
import { settings } from '@/settings/load';

// Read at request time: `rewrites` in the configuration would bake the address into the image.
function handle(request: Request): Promise<Response> {
  return forward(request, { backendUrl: settings().backendUrl, timeoutMs: 15_000, patienceMs: 5_000 });
}

export const dynamic = 'force-dynamic';
export {
  handle as DELETE,
  handle as GET,
  handle as HEAD,
  handle as OPTIONS,
  handle as PATCH,
  handle as POST,
  handle as PUT,
};
