export const PRIORITIES = ['high', 'medium', 'low'] as const;
export type Priority = (typeof PRIORITIES)[number];

export type Task = {
  id: string;
  title: string;
  description: string;
  completed: boolean;
  priority: Priority;
  /** A calendar day such as `2026-03-01`, without a time zone, or null. */
  dueDate: string | null;
  createdAt: string;
};

export type TaskPatch = Partial<Pick<Task, 'title' | 'description' | 'completed' | 'priority' | 'dueDate'>>;

/** A task as the backend writes it. */
export type TaskJson = {
  id: string;
  title: string;
  description: string;
  completed: boolean;
  priority: Priority;
  due_date: string | null;
  created_at: string;
  updated_at: string;
};

export function taskFromJson(json: TaskJson): Task {
  return {
    id: json.id,
    title: json.title,
    description: json.description,
    completed: json.completed,
    priority: json.priority,
    dueDate: json.due_date,
    createdAt: json.created_at,
  };
}

export function patchToJson({ dueDate, ...rest }: TaskPatch): Partial<TaskJson> {
  return { ...rest, ...(dueDate === undefined ? {} : { due_date: dueDate }) };
}
