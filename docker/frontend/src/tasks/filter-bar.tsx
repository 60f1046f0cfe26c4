'use client';

import { useId } from 'react';

import { SearchIcon } from '@/ui/icons';

import { PRIORITY_NAMES } from './draft-controls';
import { countByState, isFiltering, type StateFilter, STATES, type TaskFilter } from './filter';
import styles from './filter-bar.module.css';
import { type Order, ORDERS } from './order';
import { PRIORITIES, type Priority, type Task } from './task';

const STATE_NAMES: Record<StateFilter, string> = { all: 'All', open: 'Open', done: 'Done' };
const ORDER_NAMES: Record<Order, string> = { due: 'By due date', priority: 'By priority', newest: 'Newest first' };

type FilterBarProps = {
  tasks: readonly Task[];
  filter: TaskFilter;
  order: Order;
  onFilter: (filter: TaskFilter) => void;
  onOrder: (order: Order) => void;
};

export function FilterBar({ tasks, filter, order, onFilter, onOrder }: FilterBarProps) {
  const id = useId();
  const counts = countByState(tasks, filter);
  return (
    <search className={styles.bar} aria-label="Filter tasks">
      <fieldset className={styles.states}>
        <legend className="visually-hidden">Show</legend>
        {STATES.map((state) => (
          <label key={state}>
            <input
              type="radio"
              name={`${id}-state`}
              className="visually-hidden"
              checked={filter.state === state}
              onChange={() => onFilter({ ...filter, state })}
            />
            {STATE_NAMES[state]} <span className={styles.count}>{counts[state]}</span>
          </label>
        ))}
      </fieldset>
      <select
        aria-label="Priority filter"
        value={filter.priority}
        onChange={(event) => onFilter({ ...filter, priority: event.target.value as Priority | 'any' })}
      >
        <option value="any">Any priority</option>
        {PRIORITIES.map((priority) => (
          <option key={priority} value={priority}>
            {PRIORITY_NAMES[priority]} priority
          </option>
        ))}
      </select>
      <select aria-label="Order" value={order} onChange={(event) => onOrder(event.target.value as Order)}>
        {ORDERS.map((name) => (
          <option key={name} value={name}>
            {ORDER_NAMES[name]}
          </option>
        ))}
      </select>
      <div className={styles.search}>
        <SearchIcon />
        <input
          type="search"
          aria-label="Search tasks"
          placeholder="Search"
          value={filter.search}
          onChange={(event) => onFilter({ ...filter, search: event.target.value })}
        />
      </div>
      <p role="status" className={styles.result}>
        {isFiltering(filter) ? `${counts[filter.state]} of ${tasks.length} tasks match` : ''}
      </p>
    </search>
  );
}
