/** The largest body that the backend takes, in bytes; the sign-in takes no more. */
export const BODY_LIMIT = 64 * 1024;

export type Body = { kind: 'read'; bytes: Uint8Array<ArrayBuffer> | undefined } | { kind: 'too-large' };

/** Reads a body up to the limit, and no further: a small whole body can be sent on with its length. */
export async function readBody(request: Request): Promise<Body> {
  if (request.body === null) return { kind: 'read', bytes: undefined };
  if (Number(request.headers.get('content-length') ?? 0) > BODY_LIMIT) return { kind: 'too-large' };
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = request.body.getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    length += part.value.byteLength;
    if (length > BODY_LIMIT) {
      await reader.cancel();
      return { kind: 'too-large' };
    }
    chunks.push(part.value);
  }
  return { kind: 'read', bytes: join(chunks, length) };
}

function join(chunks: Uint8Array[], length: number): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(length);
  let offset = 0;
  for (const chunk of chunks) {
    whole.set(chunk, offset);
    offset += chunk.byteLength;
  }
  return whole;
}
