import { ApiFailure, failureOf, failureWithoutAnswer, SESSION_ENDED } from '@/tasks/api-failure';

/** Asked for anew this long before it ends, for clocks that differ and requests on their way. */
const MARGIN_MS = 60_000;

type Token = { value: string; expiresAt: number };

/** The token for the backend, kept in memory only and fetched again before it ends. */
export class AccessToken {
  private current: Promise<Token> | undefined;

  constructor(
    private readonly fetchToken: () => Promise<Response> = () => fetch('/api/auth/token', { cache: 'no-store' }),
    private readonly now: () => number = Date.now,
  ) {}

  async get(): Promise<string> {
    const known = await this.current?.catch(() => undefined);
    if (known !== undefined && known.expiresAt - MARGIN_MS > this.now()) return known.value;
    if (known !== undefined) this.current = undefined;
    this.current ??= this.request();
    try {
      return (await this.current).value;
    } catch (error) {
      this.current = undefined;
      throw error;
    }
  }

  forget(): void {
    this.current = undefined;
  }

  private async request(): Promise<Token> {
    let response: Response;
    try {
      response = await this.fetchToken();
    } catch {
      throw failureWithoutAnswer();
    }
    if (response.status === 401) throw new ApiFailure('session-ended', SESSION_ENDED);
    if (!response.ok) throw await failureOf(response);
    const { token } = (await response.json()) as { token: string };
    return { value: token, expiresAt: expiryOf(token) };
  }
}

/** When the token ends, in milliseconds. Read for planning only: whether it is genuine is for the backend to say. */
function expiryOf(token: string): number {
  const payload = token.split('.')[1] ?? '';
  const { exp } = JSON.parse(atob(payload.replaceAll('-', '+').replaceAll('_', '/'))) as { exp: number };
  return exp * 1000;
}
