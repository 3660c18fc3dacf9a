import { useSyncExternalStore } from 'react'

/** Where one is: `#/tasks/868…` is page `tasks`, item `868…`. In the hash, so that the mock serves one page only. */
export interface Place {
  page: string
  item: string | undefined
}

let place = read()

export function usePlace(): Place {
  return useSyncExternalStore(listen, () => place)
}

export function hrefOf(page: string, item?: string): string {
  return `#/${page}${item === undefined ? '' : `/${encodeURIComponent(item)}`}`
}

/** Goes there; in the list of a page without a new step back for each row. */
export function go(page: string, item?: string, { replace = false } = {}): void {
  const href = hrefOf(page, item)
  if (replace) history.replaceState(null, '', href)
  else history.pushState(null, '', href)
  window.dispatchEvent(new HashChangeEvent('hashchange'))
}

function listen(listener: () => void): () => void {
  const changed = () => {
    place = read()
    listener()
  }
  for (const type of ['hashchange', 'popstate']) window.addEventListener(type, changed)
  return () => {
    for (const type of ['hashchange', 'popstate']) window.removeEventListener(type, changed)
  }
}

function read(): Place {
  const [, page = '', item] = location.hash.split('/')
  return { page: page || 'tasks', item: item ? decodeURIComponent(item) : undefined }
}
