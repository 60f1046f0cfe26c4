import type { ReactNode } from 'react';

function Icon({ children }: { children: ReactNode }) {
  return (
    <svg
      viewBox="0 0 20 20"
      width="20"
      height="20"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.7"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      {children}
    </svg>
  );
}

/** The app's mark: a pennant that is ticked. */
export function Mark() {
  return (
    <svg viewBox="0 0 32 32" width="28" height="28" aria-hidden="true" focusable="false">
      <path d="M4 3.5v25" stroke="currentColor" strokeWidth="3" strokeLinecap="round" />
      <path d="M8 5h21l-5.5 7.5L29 20H8z" fill="var(--accent)" />
      <path
        d="m11.5 12.4 3.3 3.3 5.6-6.2"
        fill="none"
        stroke="var(--on-accent)"
        strokeWidth="2.6"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}

export const PlusIcon = () => (
  <Icon>
    <path d="M10 4v12M4 10h12" />
  </Icon>
);

export const EditIcon = () => (
  <Icon>
    <path d="M12.9 4.1 15.9 7 7 15.9l-3.6.7.7-3.6zM10.9 6.1l3 3" />
  </Icon>
);

export const DeleteIcon = () => (
  <Icon>
    <path d="M4 6h12M8 6V4h4v2M5.5 6l.7 10h7.6l.7-10M8.5 9v4.5M11.5 9v4.5" />
  </Icon>
);

export const CalendarIcon = () => (
  <Icon>
    <path d="M4 5.5h12v10.5H4zM4 9h12M7 3.5v3M13 3.5v3" />
  </Icon>
);

export const SearchIcon = () => (
  <Icon>
    <path d="M13.2 13.2 17 17M14.5 9A5.5 5.5 0 1 1 3.5 9a5.5 5.5 0 0 1 11 0z" />
  </Icon>
);

export const FlagIcon = () => (
  <Icon>
    <path d="M5 3.5v13" />
    <path d="M5 4.5h10l-2.4 3.2L15 11H5z" fill="currentColor" />
  </Icon>
);

export const LowIcon = () => (
  <Icon>
    <path d="M10 4.5v11M5.5 11l4.5 4.5 4.5-4.5" />
  </Icon>
);

export const SunIcon = () => (
  <Icon>
    <circle cx="10" cy="10" r="3.2" />
    <path d="M10 2.6v1.6M10 15.8v1.6M2.6 10h1.6M15.8 10h1.6M4.8 4.8l1.1 1.1M14.1 14.1l1.1 1.1M4.8 15.2l1.1-1.1M14.1 5.9l1.1-1.1" />
  </Icon>
);

export const MoonIcon = () => (
  <Icon>
    <path d="M16.3 11.9A6.8 6.8 0 0 1 8.1 3.7a6.8 6.8 0 1 0 8.2 8.2z" />
  </Icon>
);

export const AlertIcon = () => (
  <Icon>
    <path d="M10 3 18 16.5H2zM10 8.5v3.5M10 14.3v.1" />
  </Icon>
);
