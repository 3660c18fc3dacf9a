import { useEffect, useState } from 'react'
import type { Output, StudioTask } from '../control/types.ts'
import { Icon } from '../ui/icon.tsx'
import { spanText } from '../ui/texts.ts'
import { isEnded } from './status.ts'

/** A file that can be shown here: made by the mock, at whatever name it calls itself. Others would lead out of this machine. */
export function localFile(url: string | undefined): string | undefined {
  const path = url === undefined ? undefined : URL.parse(url)?.pathname
  return path?.startsWith('/__kling/media/') ? path + URL.parse(url!)!.search : undefined
}

const calm = () => matchMedia('(prefers-reduced-motion: reduce)').matches

/** What a task made, small and without a sound; loaded only where the list rests. */
export function Thumbnail({ task, status, still }: { task: StudioTask; status: string; still: boolean }) {
  const output = task.outputs[0]
  const url = localFile(output?.url ?? output?.mp3_url)
  const [load, setLoad] = useState(false)
  useEffect(() => {
    if (!still || !url) return
    const timer = setTimeout(() => setLoad(true), 150)
    return () => clearTimeout(timer)
  }, [still, url])
  const kind = output?.type ?? 'none'
  return (
    <span className={`thumb ${kind}`} aria-hidden="true">
      {load && kind === 'video' && <video src={url} muted loop playsInline autoPlay={!calm()} preload="metadata" tabIndex={-1} />}
      {load && kind === 'image' && <img src={url} alt="" />}
      {kind === 'none' && <Icon name={status === 'failed' ? 'cross' : isEnded(status) ? 'check' : 'clock'} />}
      {(kind === 'audio' || kind === 'voice') && <span className="thumb-sound" />}
    </span>
  )
}

/** Everything a task made, to be played. */
export function Media({ outputs }: { outputs: readonly Output[] }) {
  return (
    <ul className="media">
      {outputs.map((output, index) => (
        <li key={output.id ?? `${output.type} ${index}`}>
          <Piece output={output} name={`${output.type} ${outputs.length > 1 ? index + 1 : ''}`} />
        </li>
      ))}
    </ul>
  )
}

function Piece({ output, name }: { output: Output; name: string }) {
  const address = output.url ?? output.mp3_url
  const url = localFile(address)
  const length = output.duration ? ` · ${spanText(Number(output.duration) * 1000)}` : ''
  return (
    <figure className="piece">
      {url && output.type === 'video' && <video src={url} controls muted loop autoPlay={!calm()} playsInline aria-label={`Made ${name}`} />}
      {url && output.type === 'image' && <img src={url} alt={`Made ${name}`} />}
      {url && (output.type === 'audio' || output.type === 'voice') && (
        // biome-ignore lint/a11y/useMediaCaption: a tone made by the mock; nobody speaks in it.
        <audio src={url} controls aria-label={`Made ${name}`} />
      )}
      <figcaption>
        {output.type}
        {length}
        {output.name && ` · ${output.name}`}
        {url ? (
          <>
            {' · '}
            <a href={url} target="_blank" rel="noreferrer">
              open the file
            </a>
          </>
        ) : (
          address && (
            <>
              {' · '}
              <code className="address">{address}</code> (an address of nobody; start the mock with --media local for files that play)
            </>
          )
        )}
      </figcaption>
    </figure>
  )
}
