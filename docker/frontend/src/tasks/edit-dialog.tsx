'use client';

import { type SubmitEvent, useId, useState } from 'react';

import { Dialog } from '@/ui/dialog';
import { Field } from '@/ui/field';
import { focusFirstFault } from '@/ui/focus-first-fault';

import { changedFields, type Draft, type DraftFaults, draftOf, faultsOf, fieldsOf } from './draft';
import { DueDateControl, NoteControl, PriorityControl } from './draft-controls';
import styles from './task-dialog.module.css';
import type { Task, TaskPatch } from './task';

type EditDialogProps = { task: Task; onSave: (patch: TaskPatch) => void; onClose: () => void };

export function EditDialog({ task, onSave, onClose }: EditDialogProps) {
  const id = useId();
  const [draft, setDraft] = useState(() => draftOf(task));
  const [faults, setFaults] = useState<DraftFaults>({});
  const [asking, setAsking] = useState(false);
  const patch = changedFields(task, fieldsOf(draft));
  const changed = Object.keys(patch).length > 0;

  function change(part: Partial<Draft>): void {
    const next = { ...draft, ...part };
    setDraft(next);
    setAsking(false);
    const current = faultsOf(next);
    setFaults((shown) => Object.fromEntries(Object.entries(current).filter(([field]) => field in shown)));
  }

  function onSubmit(event: SubmitEvent<HTMLFormElement>): void {
    event.preventDefault();
    const found = faultsOf(draft);
    setFaults(found);
    if (Object.keys(found).length > 0) return focusFirstFault(event.currentTarget);
    if (changed) onSave(patch);
    onClose();
  }

  function leave(): void {
    if (changed && !asking) setAsking(true);
    else onClose();
  }

  return (
    <Dialog title="Edit task" onClose={leave}>
      <form className={styles.form} noValidate onSubmit={onSubmit}>
        <Field id={`${id}-title`} label="Title" fault={faults.title}>
          {(aria) => (
            <input
              id={`${id}-title`}
              autoComplete="off"
              required
              value={draft.title}
              onChange={(event) => change({ title: event.target.value })}
              {...aria}
            />
          )}
        </Field>
        <NoteControl id={`${id}-note-text`} draft={draft} onChange={change} fault={faults.description} />
        <div className={styles.pair}>
          <DueDateControl id={`${id}-due`} draft={draft} onChange={change} fault={faults.dueDate} />
          <PriorityControl id={`${id}-priority`} draft={draft} onChange={change} />
        </div>
        <p role="alert" className={styles.question}>
          {asking ? 'Leave without saving your changes?' : ''}
        </p>
        <div className={styles.actions}>
          <button type="button" className="button button-secondary" onClick={leave}>
            {asking ? 'Leave' : 'Cancel'}
          </button>
          <button type="submit" className="button button-primary">
            Save
          </button>
        </div>
      </form>
    </Dialog>
  );
}
