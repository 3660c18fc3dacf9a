/** The path in camelCase; model ids stay as they are. */
export function callOf(path: string): string[] {
  return path
    .slice(1)
    .split('/')
    .map((segment) => (segment.startsWith('kling-') ? segment : segment.replace(/[-_](.)/g, (_, letter: string) => letter.toUpperCase())))
}

/** The noun in the ids of a task: the last segment of the path, in front of a model the one before it too. */
export function nounOf(path: string): string {
  const segments = path.split('/')
  return segments
    .slice(segments.at(-1)!.startsWith('kling-') ? -2 : -1)
    .join('-')
    .replaceAll('.', '')
    .replace(/(?:^|[-_]|(?<=[a-z]2))(.)/g, (_, letter: string) => letter.toUpperCase())
}
