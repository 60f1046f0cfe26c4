import type { Instrumentation } from 'next';

// The conditions are written out, so that the build leaves the server's code out of the bundle for the edge runtime.

/** Called by Next once, before the server answers. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME === 'nodejs' && process.env.NEXT_PHASE !== 'phase-production-build') {
    const { start } = await import('./instrumentation-node');
    start();
  }
}

/** Called by Next for each error that a page or a route handler did not catch. */
export const onRequestError: Instrumentation.onRequestError = async (error, request, context) => {
  if (process.env.NEXT_RUNTIME === 'nodejs') {
    const { logRequestError } = await import('./instrumentation-node');
    logRequestError(error, request, context);
  }
};
