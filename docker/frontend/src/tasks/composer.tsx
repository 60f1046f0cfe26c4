'use client';

import { type SubmitEvent, useId, useRef, useState } from 'react';

import { Field } from '@/ui/field';
import { focusFirstFault } from '@/ui/focus-first-fault';
import { PlusIcon } from '@/ui/icons';

import styles from './composer.module.css';
import { type Draft, type DraftFaults, EMPTY_DRAFT, faultsOf, fieldsOf, type TaskFields } from './draft';
import { DueDateControl, NoteControl, PriorityControl } from './draft-controls';
import type { Unsaved } from './unsaved';

type ComposerProps = { unsaved: Unsaved; onCreate: (fields: TaskFields) => void };

/** The form for a new task. What is typed survives a reload and a new sign-in in this tab. */
export function Composer({ unsaved, onCreate }: ComposerProps) {
  const id = useId();
  const titleInput = useRef<HTMLInputElement>(null);
  const [draft, setDraft] = useState(() => unsaved.draft());
  const [faults, setFaults] = useState<DraftFaults>({});
  const [noteWanted, setNoteWanted] = useState(false);
  const noteShown = noteWanted || draft.description !== '';

  function change(part: Partial<Draft>): void {
    const next = { ...draft, ...part };
    setDraft(next);
    unsaved.saveDraft(next);
    // A fault that was shown goes away as soon as it is mended; new ones wait for the next attempt.
    const current = faultsOf(next);
    setFaults((shown) => Object.fromEntries(Object.entries(current).filter(([field]) => field in shown)));
  }

  function onSubmit(event: SubmitEvent<HTMLFormElement>): void {
    event.preventDefault();
    const found = faultsOf(draft);
    setFaults(found);
    if (Object.keys(found).length > 0) {
      focusFirstFault(event.currentTarget);
      return;
    }
    onCreate(fieldsOf(draft));
    setDraft(EMPTY_DRAFT);
    unsaved.saveDraft(EMPTY_DRAFT);
    setNoteWanted(false);
    titleInput.current?.focus();
  }

  return (
    <form className={styles.composer} aria-label="New task" noValidate onSubmit={onSubmit}>
      <div className={styles.title}>
        <Field id={`${id}-title`} label="New task" fault={faults.title}>
          {(aria) => (
            <input
              ref={titleInput}
              id={`${id}-title`}
              placeholder="What has to be done?"
              autoComplete="off"
              enterKeyHint="done"
              required
              value={draft.title}
              onChange={(event) => change({ title: event.target.value })}
              {...aria}
            />
          )}
        </Field>
      </div>
      {noteShown && (
        <NoteControl
          id={`${id}-note-text`}
          draft={draft}
          onChange={change}
          fault={faults.description}
          takeFocus={noteWanted}
        />
      )}
      <div className={styles.details}>
        <DueDateControl id={`${id}-due`} draft={draft} onChange={change} fault={faults.dueDate} />
        <PriorityControl id={`${id}-priority`} draft={draft} onChange={change} />
        {!noteShown && (
          <button type="button" className={`button button-quiet ${styles.addNote}`} onClick={() => setNoteWanted(true)}>
            Add a note
          </button>
        )}
        <button type="submit" className={`button button-primary ${styles.submit}`}>
          <PlusIcon />
          Add task
        </button>
      </div>
    </form>
  );
}
