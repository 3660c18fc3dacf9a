/** The path in camelCase; model ids stay as they are. */
export function callOf(path: string): string[] {
  return path
    .slice(1)
    .split('/')
    .map((segment) => (segment.startsWith('kling-') ? segment : upper(segment, /[-_](.)/g)))
}

/** The noun in the ids of a task: the last segment of the path, in front of a model the one before it too. */
export function nounOf(path: string): string {
  const segments = path.replaceAll('.', '').split('/')
  return upper(segments.slice(segments.at(-1)!.startsWith('kling-') ? -2 : -1).join('-'), /(?:^|[-_]|(?<=[a-z]2))(.)/g)
}

function upper(text: string, places: RegExp): string {
  return text.replace(places, (_, letter: string) => letter.toUpperCase())
}
