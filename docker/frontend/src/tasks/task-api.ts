import { AccessToken } from '@/auth/access-token';

import { ApiFailure, failureOf, failureWithoutAnswer } from './api-failure';
import type { TaskFields } from './draft';
import { patchToJson, type Task, taskFromJson, type TaskJson, type TaskPatch } from './task';

const PAGE = 100;
const MOST = 1000;
/** The pauses before reading again: a backend that was just replaced answers after a moment. */
const PAUSES_MS = [1000, 2000, 4000];

export type TaskList = { tasks: Task[]; /** False when the person has more than this app shows. */ complete: boolean };

type Send = (path: string, init: RequestInit) => Promise<Response>;
type Pause = (ms: number) => Promise<void>;

/** The person's tasks, through the app's own origin. Throws ApiFailure. */
export class TaskApi {
  constructor(
    private readonly token: Pick<AccessToken, 'get' | 'forget'> = new AccessToken(),
    private readonly send: Send = (path, init) => fetch(path, init),
    private readonly pause: Pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  ) {}

  async list(): Promise<TaskList> {
    const tasks = new Map<string, Task>();
    let total = 0;
    for (let offset = 0; offset < MOST; offset += PAGE) {
      const response = await this.read(`/tasks?sort=-created_at&limit=${PAGE}&offset=${offset}`);
      const page = (await response.json()) as { items: TaskJson[]; total: number };
      total = page.total;
      // A task that was added meanwhile moves the pages: the same one may come twice.
      for (const json of page.items) tasks.set(json.id, taskFromJson(json));
      if (page.items.length < PAGE) break;
    }
    return { tasks: [...tasks.values()], complete: total <= MOST };
  }

  async create(fields: TaskFields): Promise<Task> {
    return this.task(await this.call('POST', '/tasks', patchToJson(fields)));
  }

  async update(id: string, patch: TaskPatch): Promise<Task> {
    return this.task(await this.call('PATCH', `/tasks/${id}`, patchToJson(patch)));
  }

  async delete(id: string): Promise<void> {
    await this.call('DELETE', `/tasks/${id}`);
  }

  forgetToken(): void {
    this.token.forget();
  }

  private async task(response: Response): Promise<Task> {
    return taskFromJson((await response.json()) as TaskJson);
  }

  /** Only reading is tried again by itself: a change that was not answered may have been made. */
  private async read(path: string): Promise<Response> {
    for (const pause of PAUSES_MS) {
      try {
        return await this.call('GET', path);
      } catch (error) {
        if (!isPassing(error)) throw error;
        await this.pause(pause);
      }
    }
    return this.call('GET', path);
  }

  private async call(method: string, path: string, body?: object): Promise<Response> {
    const first = await this.attempt(method, path, body);
    if (first.status !== 401) return this.checked(first);
    // The signing keys may have changed. A fresh token decides whether the session is still there.
    this.token.forget();
    return this.checked(await this.attempt(method, path, body));
  }

  private async attempt(method: string, path: string, body: object | undefined): Promise<Response> {
    const token = await this.token.get();
    const headers: Record<string, string> = { accept: 'application/json', authorization: `Bearer ${token}` };
    if (body !== undefined) headers['content-type'] = 'application/json';
    try {
      return await this.send(`/api/backend${path}`, {
        method,
        headers,
        cache: 'no-store',
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
    } catch {
      throw failureWithoutAnswer();
    }
  }

  private async checked(response: Response): Promise<Response> {
    if (!response.ok) throw await failureOf(response);
    return response;
  }
}

function isPassing(error: unknown): boolean {
  return error instanceof ApiFailure && (error.kind === 'unavailable' || error.kind === 'offline');
}
