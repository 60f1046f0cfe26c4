/**
 * Goes to another page by a whole page load. Used where who is signed in changes: nothing of one person's pages, tokens or
 * tasks stays in memory, and the server decides what is shown next.
 */
export function loadPage(path: '/tasks' | '/sign-in' | '/sign-in?reason=session-ended'): void {
  window.location.assign(path);
}
