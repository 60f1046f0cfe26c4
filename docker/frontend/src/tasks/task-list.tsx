'use client';

import { useMemo, useRef, useState } from 'react';

import { DeleteDialog } from './delete-dialog';
import { EditDialog } from './edit-dialog';
import { EmptyList } from './empty-list';
import { matches, type TaskFilter } from './filter';
import { type Order, sorted } from './order';
import type { Task } from './task';
import styles from './task-list.module.css';
import { TaskRow } from './task-row';
import { useKeptFocus } from './use-kept-focus';
import type { Tasks } from './use-tasks';
import { useToday } from './use-today';

type TaskListProps = { tasks: Tasks; filter: TaskFilter; order: Order; onClearFilter: () => void };
type OpenDialog = { kind: 'edit' | 'delete'; task: Task };

export function TaskList({ tasks, filter, order, onClearFilter }: TaskListProps) {
  const today = useToday();
  const [dialog, setDialog] = useState<OpenDialog>();
  const { visible } = tasks;
  const shown = useMemo(
    () =>
      sorted(
        visible.filter((task) => matches(task, filter)),
        order,
      ),
    [visible, filter, order],
  );
  const list = useRef<HTMLElement>(null);
  const onFocus = useKeptFocus(list, shown);
  const close = () => setDialog(undefined);
  const creating = new Set(tasks.state.pending.flatMap((change) => (change.kind === 'create' ? [change.task.id] : [])));

  return (
    <section aria-label="Task list" ref={list} tabIndex={-1} className={styles.section}>
      {shown.length === 0 ? (
        <EmptyList filtered={visible.length > 0} onClearFilter={onClearFilter} />
      ) : (
        <ul className={styles.list} onFocus={onFocus}>
          {shown.map((task) => (
            <TaskRow
              key={task.id}
              task={task}
              today={today}
              saving={creating.has(task.id)}
              onToggle={() => tasks.update(task, { completed: !task.completed })}
              onEdit={() => setDialog({ kind: 'edit', task })}
              onDelete={() => setDialog({ kind: 'delete', task })}
            />
          ))}
        </ul>
      )}
      {dialog?.kind === 'edit' && (
        <EditDialog task={dialog.task} onSave={(patch) => tasks.update(dialog.task, patch)} onClose={close} />
      )}
      {dialog?.kind === 'delete' && (
        <DeleteDialog task={dialog.task} onDelete={() => tasks.remove(dialog.task)} onClose={close} />
      )}
    </section>
  );
}
