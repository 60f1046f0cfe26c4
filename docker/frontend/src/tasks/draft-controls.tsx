import { Field } from '@/ui/field';

import type { Draft } from './draft';
import { PRIORITIES, type Priority } from './task';

export const PRIORITY_NAMES: Record<Priority, string> = { high: 'High', medium: 'Medium', low: 'Low' };

type ControlProps = { id: string; draft: Draft; onChange: (change: Partial<Draft>) => void };

export function DueDateControl({ id, draft, onChange, fault }: ControlProps & { fault: string | undefined }) {
  return (
    <Field id={id} label="Due date" fault={fault}>
      {(aria) => (
        <input
          id={id}
          type="date"
          max="9999-12-31"
          value={draft.dueDate}
          onChange={(event) => onChange({ dueDate: event.target.value })}
          {...aria}
        />
      )}
    </Field>
  );
}

export function PriorityControl({ id, draft, onChange }: ControlProps) {
  return (
    <Field id={id} label="Priority">
      {(aria) => (
        <select
          id={id}
          value={draft.priority}
          onChange={(event) => onChange({ priority: event.target.value as Priority })}
          {...aria}
        >
          {PRIORITIES.map((priority) => (
            <option key={priority} value={priority}>
              {PRIORITY_NAMES[priority]}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

type NoteControlProps = ControlProps & { fault: string | undefined; takeFocus?: boolean };

export function NoteControl({ id, draft, onChange, fault, takeFocus = false }: NoteControlProps) {
  return (
    <Field id={id} label="Note" fault={fault}>
      {(aria) => (
        <textarea
          id={id}
          rows={3}
          autoFocus={takeFocus}
          value={draft.description}
          onChange={(event) => onChange({ description: event.target.value })}
          {...aria}
        />
      )}
    </Field>
  );
}
