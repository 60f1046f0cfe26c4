import { REQUEST_ID_HEADER } from './request-id';

/** An error in the shape that the backend uses, so that the browser needs to know one shape only. */
export function jsonError(
  status: number,
  detail: string,
  requestId: string,
  headers: Record<string, string> = {},
): Response {
  return Response.json(
    { detail, request_id: requestId },
    { status, headers: { ...headers, [REQUEST_ID_HEADER]: requestId } },
  );
}
