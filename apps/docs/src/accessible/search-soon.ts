/**
 * Runs in the head of each page. Starlight builds the field of the search when the browser is idle, and a busy one may not be so for many seconds: whoever presses Ctrl K meanwhile gets an empty dialog. With
 * this, idle work waits a second at most.
 */
export const searchSoon = `{
  const whenIdle = window.requestIdleCallback
  if (whenIdle) window.requestIdleCallback = (work, options) => whenIdle.call(window, work, { timeout: 1000, ...options })
}`
