/** The words a person may type for an identifier: `createImage2Video` as create, image, video, image2video, image to video, i2v. */
export function wordsOf(identifier: string): string[] {
  const parts = identifier
    .replaceAll(/([a-z\d])([A-Z])/g, '$1 $2')
    .split(/[^A-Za-z\d.]+|\.(?!\d)/)
    .filter(Boolean)
    .map((part) => part.toLowerCase())
  const words = new Set<string>()
  for (const part of parts) {
    words.add(part)
    for (const word of aroundDigits(part)) words.add(word)
  }
  if (parts.length > 1) words.add(parts.join(''))
  for (const [index, part] of parts.entries()) {
    // Image2 Video, kling 3.0: what belongs together although it was taken apart.
    const next = parts[index + 1]
    if (next && (/\d$/.test(part) || /^\d/.test(next))) for (const word of [part + next, ...aroundDigits(part + next)]) words.add(word)
  }
  return [...words]
}

/** `image2video` as image, to, video and i2v; `kling30` as kling and 30; `v2` stays. */
function aroundDigits(word: string): string[] {
  const pair = /^([a-z]{3,})2([a-z]{3,})$/.exec(word)
  if (pair) return [pair[1]!, 'to', pair[2]!, `${pair[1]![0]}2${pair[2]![0]}`]
  const numbered = /^([a-z]{2,})(\d[\d.]*)$/.exec(word)
  return numbered ? [numbered[1]!, numbered[2]!] : []
}
