/** Where a page's Markdown twin stands: beside its `index.html`. `/guides/first-call/` has `/guides/first-call/index.md`. */
export function twinPath(pagePath: string): string {
  return `${pagePath}index.md`
}

/** The page whose twin this is, as a file of the built folder: `guides/first-call/` for `guides/first-call/index.html`. */
export function pagePath(file: string): string {
  return file.replace(/index\.html$/, '')
}
