export type Theme = 'light' | 'dark';

export const THEME_KEY = 'todo.theme';

/**
 * What to remember when a person picks a theme: nothing when it is what their system shows anyway, so that the page goes on
 * following the system.
 */
export function themeToRemember(picked: Theme, system: Theme): Theme | undefined {
  return picked === system ? undefined : picked;
}

/** Runs in the page's head, before anything is painted, or a remembered dark page would flash in white. */
export const THEME_SCRIPT = `try{var t=localStorage.getItem(${JSON.stringify(THEME_KEY)});if(t==="light"||t==="dark")document.documentElement.dataset.theme=t}catch(e){}`;
