import { jsonLines } from './json-lines.ts'

/** What is said beside a place of a body. */
export interface Mark {
  path: string
  kind: 'refused' | 'unknown'
  rule?: string | undefined
  message: string
}

/** JSON on lines; marked places stand out, with the rule beside them. */
export function JsonView({ value, marks = [], label }: { value: unknown; marks?: readonly Mark[]; label: string }) {
  const lines = jsonLines(value)
  const placed = lines.map((line) => ({ line, found: line.kind === 'close' ? [] : marks.filter((mark) => mark.path === line.path) }))
  const homeless = marks.filter((mark) => !lines.some((line) => line.path === mark.path))
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: long lines are scrolled by keyboard.
    <section className="json" aria-label={label} tabIndex={0}>
      {homeless.map((mark) => (
        <MarkText key={`${mark.path} ${mark.rule}`} mark={mark} place={mark.path} />
      ))}
      <ol className="json-lines">
        {placed.map(({ line, found }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines have no other name, and never move.
          <li key={index} className={found.length > 0 ? `marked ${found[0]!.kind}` : undefined}>
            <code style={{ paddingInlineStart: `${line.depth * 2}ch` }}>
              {line.name !== undefined && <span className="json-name">{JSON.stringify(line.name)}: </span>}
              <span className={`json-${line.kind}`}>{line.text}</span>
            </code>
            {found.map((mark) => (
              <MarkText key={`${mark.rule} ${mark.message}`} mark={mark} />
            ))}
          </li>
        ))}
      </ol>
    </section>
  )
}

function MarkText({ mark, place }: { mark: Mark; place?: string }) {
  return (
    <p className={`mark ${mark.kind}`}>
      <strong>{mark.kind === 'refused' ? 'Refused' : 'Ignored'}</strong>
      {place && <code>{place}</code>}
      {mark.rule && <code className="mark-rule">{mark.rule}</code>}
      <span>{mark.message}</span>
    </p>
  )
}
