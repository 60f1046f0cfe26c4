'use client';

import { useSyncExternalStore } from 'react';

import { MoonIcon, SunIcon } from '@/ui/icons';

import { type Theme, THEME_KEY, themeToRemember } from './theme';

const CHANGED = 'todo:theme-changed';

export function ThemeToggle() {
  // Undefined on the server, which knows neither the system's theme nor the remembered one.
  const theme = useSyncExternalStore(subscribe, shownTheme, () => undefined);
  const next: Theme = theme === 'dark' ? 'light' : 'dark';
  return (
    <button
      type="button"
      className="icon-button"
      onClick={() => show(next)}
      aria-label={theme === undefined ? 'Change the theme' : `Switch to ${next} theme`}
      title={theme === undefined ? undefined : `Switch to ${next} theme`}
    >
      {theme === 'dark' ? <SunIcon /> : <MoonIcon />}
    </button>
  );
}

function subscribe(onChange: () => void): () => void {
  const system = darkSystem();
  system.addEventListener('change', onChange);
  window.addEventListener(CHANGED, onChange);
  return () => {
    system.removeEventListener('change', onChange);
    window.removeEventListener(CHANGED, onChange);
  };
}

function shownTheme(): Theme {
  const forced = document.documentElement.dataset.theme;
  return forced === 'light' || forced === 'dark' ? forced : systemTheme();
}

function show(theme: Theme): void {
  const remembered = themeToRemember(theme, systemTheme());
  if (remembered === undefined) delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = remembered;
  try {
    if (remembered === undefined) localStorage.removeItem(THEME_KEY);
    else localStorage.setItem(THEME_KEY, remembered);
  } catch {
    // Storage may be closed to this page: the choice then holds until it is left.
  }
  window.dispatchEvent(new Event(CHANGED));
}

function systemTheme(): Theme {
  return darkSystem().matches ? 'dark' : 'light';
}

function darkSystem(): MediaQueryList {
  return window.matchMedia('(prefers-color-scheme: dark)');
}
