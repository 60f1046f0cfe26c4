export type ErrorDescription = {
  name: string;
  message: string;
  code?: string;
  stack?: string;
  cause?: ErrorDescription;
};

/**
 * The parts of an error that may be logged. A database error's `detail` and `where` are left out: they quote the values of
 * a row, such as a person's e-mail address.
 */
export function describeError(error: unknown, depth = 0): ErrorDescription {
  if (!(error instanceof Error)) return { name: 'NotAnError', message: String(error) };
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  return {
    name: error.name,
    message: error.message,
    ...(code === undefined ? {} : { code }),
    ...(error.stack === undefined ? {} : { stack: error.stack }),
    ...(error.cause === undefined || depth >= 3 ? {} : { cause: describeError(error.cause, depth + 1) }),
  };
}
