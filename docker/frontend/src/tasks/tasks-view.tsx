'use client';

import { useMemo, useState } from 'react';

import { useHydrated } from '@/ui/use-hydrated';

import { Composer } from './composer';
import { Failures } from './failures';
import { NO_FILTER } from './filter';
import { FilterBar } from './filter-bar';
import { Heading } from './heading';
import { LoadFailed } from './load-failed';
import type { Order } from './order';
import { TaskList } from './task-list';
import { TaskSkeleton } from './task-skeleton';
import styles from './tasks-view.module.css';
import { Unsaved } from './unsaved';
import { useTasks } from './use-tasks';

export function TasksView({ userId }: { userId: string }) {
  const hydrated = useHydrated();
  return (
    <div className={styles.view}>
      {hydrated ? (
        <LiveTasks userId={userId} />
      ) : (
        <>
          <Heading tasks={[]} />
          <TaskSkeleton />
        </>
      )}
    </div>
  );
}

function LiveTasks({ userId }: { userId: string }) {
  const unsaved = useMemo(() => new Unsaved(userId, window.sessionStorage), [userId]);
  const tasks = useTasks(unsaved);
  const [filter, setFilter] = useState(NO_FILTER);
  const [order, setOrder] = useState<Order>('due');
  const { loading, failures } = tasks.state;

  return (
    <>
      <Heading tasks={tasks.visible} />
      <Failures failures={failures} onRetry={tasks.retry} onDismiss={tasks.dismiss} />
      {loading.status === 'loading' && <TaskSkeleton />}
      {loading.status === 'failed' && <LoadFailed reason={loading.reason} onRetry={tasks.reload} />}
      {loading.status === 'ready' && (
        <>
          <Composer unsaved={unsaved} onCreate={tasks.create} />
          {tasks.visible.length > 0 && (
            <FilterBar tasks={tasks.visible} filter={filter} order={order} onFilter={setFilter} onOrder={setOrder} />
          )}
          <TaskList tasks={tasks} filter={filter} order={order} onClearFilter={() => setFilter(NO_FILTER)} />
          {!loading.complete && <p className={styles.more}>Only the newest 1000 tasks are shown.</p>}
        </>
      )}
    </>
  );
}
